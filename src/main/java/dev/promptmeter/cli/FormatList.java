package dev.promptmeter.cli;

import dev.promptmeter.suite.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The list behind {@code --report}: names of formats, or changes to the suite's own list. */
final class FormatList {

    private FormatList() {}

    /** {@return the value that the list gives the suite, which has its own list now} */
    static Assignment assignment(String asked, List<String> before) {
        return new Assignment("reports.formats", names(asked, before).toString(), "flag --report");
    }

    /**
     * {@return the formats that are meant}
     *
     * @param asked such as {@code html,json} or {@code +csv,-html}
     * @param before the list that is changed
     */
    static List<String> names(String asked, List<String> before) {
        List<String> items =
                Arrays.stream(asked.split(",", -1)).map(String::strip).toList();
        boolean changes = items.stream().allMatch(item -> item.startsWith("+") || item.startsWith("-"));
        List<String> formats = changes ? new ArrayList<>(before) : new ArrayList<>();
        for (String item : items) {
            String name = item.replaceFirst("^[+-]", "");
            formats.remove(name);
            if (!item.startsWith("-")) {
                formats.add(name);
            }
        }
        return formats;
    }
}
