package dev.promptmeter.report;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.Group;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of test cases. They are unique by their form, because readers drop a second case of the same name and a set of all names
 * would grow with the rows.
 */
final class JUnitNames {

    private static final Pattern LIKE_A_REPEAT = Pattern.compile("(^|.* )#[0-9]+", Pattern.DOTALL);

    private final String suite;
    private final Map<String, String> words = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    JUnitNames(Manifest manifest, List<Group> groups) {
        suite = manifest.suite();
        manifest.prompts().forEach(prompt -> word(prompt.id()));
        manifest.models().forEach(model -> word(model.id()));
        groups.forEach(group -> {
            word(group.prompt());
            word(group.model());
        });
    }

    /** {@return an id without dots, which separate packages; different ids stay different} */
    private String word(String id) {
        String known = words.get(id);
        if (known != null) {
            return known;
        }
        String wanted = XmlText.line(id).replace('.', '_');
        String word = wanted;
        for (int n = 2; !taken.add(word); n++) {
            word = wanted + "_" + n;
        }
        words.put(id, word);
        return word;
    }

    String suiteOf(JUnitGroup group) {
        return XmlText.line(suite + " / " + group.prompt() + " / " + group.model());
    }

    String classOf(JUnitGroup group) {
        return XmlText.line("promptmeter." + suite.replace('.', '_')) + "." + word(group.prompt()) + "."
                + word(group.model());
    }

    /** {@return the class of tests that are of the whole run, such as {@code gates}} */
    String classOf(String kind) {
        return XmlText.line("promptmeter." + suite.replace('.', '_') + "." + kind);
    }

    /** {@return {@code refunds/r0192 EU window #2}} */
    static String nameOf(CaseResult result) {
        String description = result.row().options().description();
        boolean clear =
                description != null && !LIKE_A_REPEAT.matcher(description).matches();
        String title = clear ? " " + XmlText.line(description) : "";
        String repeat = result.id().repeat() > 1 ? " #" + result.id().repeat() : "";
        return XmlText.line(result.id().dataset()) + "/" + row(result.id().row()) + title + repeat;
    }

    /** {@return so many characters of foreign text that {@link #nameOf} takes no more} */
    static long longest(CaseResult result) {
        String description = result.row().options().description();
        return result.id().dataset().length()
                + result.id().row().length()
                + (description == null ? 0 : description.length());
    }

    /** {@return the id of a row; in quotes if it could be taken for the id and the title of another} */
    private static String row(String id) {
        boolean plain = id.codePoints().allMatch(c -> XmlText.legal(c) && " \"\\#".indexOf(c) < 0);
        return plain ? id : '"' + XmlText.line(id.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
