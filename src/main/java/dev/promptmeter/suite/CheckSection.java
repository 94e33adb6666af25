package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import java.util.List;

/**
 * One item of {@code checks}. Which types there are and what they take is for the scorers to say; further keys are handed to them.
 *
 * @param check as written
 * @param place where it begins
 * @param path such as {@code checks[0]}
 */
record CheckSection(Check check, Place place, String path) {

    /** The name of a metric. */
    static final String METRIC_NAME = "(?![ ])[^\\[\\],=\"'\\x00-\\x1f\\x7f-\\x9f]{1,60}(?<! )";

    /** {@return the shape of a check at that level} */
    static Shape<CheckSection> shape(Check.Level level) {
        return CheckShape.at(level);
    }

    /** {@return the checks alone} */
    static List<Check> checks(List<CheckSection> sections) {
        return sections.stream().map(CheckSection::check).toList();
    }
}
