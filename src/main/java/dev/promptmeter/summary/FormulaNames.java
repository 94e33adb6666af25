package dev.promptmeter.summary;

import java.util.Collection;
import java.util.List;

/**
 * The names that an expression may use.
 *
 * @param metrics fed by checks
 * @param derived computed before
 */
record FormulaNames(List<String> metrics, List<String> derived) {

    FormulaNames(Collection<String> metrics, Collection<String> derived) {
        this(List.copyOf(metrics), List.copyOf(derived));
    }
}
