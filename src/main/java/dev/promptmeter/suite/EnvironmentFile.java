package dev.promptmeter.suite;

import dev.promptmeter.dataset.Source;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of {@code NAME=value} lines. Data only: nothing in it is expanded or run, and no message quotes a value. */
final class EnvironmentFile {

    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?(" + Scalars.VARIABLE + ")\\s*=\\s*(.*)");

    private EnvironmentFile() {}

    static Map<String, String> read(Path file) {
        String[] lines =
                SuiteText.read(file, file.toString(), SuiteText.SUITE_LIMIT).split("\\R", -1);
        Map<String, String> values = new HashMap<>();
        Findings findings = new Findings();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            Matcher match = LINE.matcher(line);
            if (match.matches()) {
                values.put(match.group(1), unquoted(match.group(2)));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                findings.add(
                        "PM-1114", Source.line(file.toString(), i + 1), "expected NAME=value (the line is not shown)");
            }
        }
        findings.throwIfAny();
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
