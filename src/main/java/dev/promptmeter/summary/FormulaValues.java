package dev.promptmeter.summary;

import java.util.OptionalDouble;

/** The values that an expression is computed from. */
interface FormulaValues {

    /** {@return that statistic of a metric, or empty if it has no value} */
    OptionalDouble of(Formula.Statistic statistic, String metric);

    /** {@return the value of a derived metric, or empty if it has none} */
    OptionalDouble of(String derived);

    /** {@return over how many cases that metric was taken} */
    long count(String metric);

    /** {@return the least number of cases behind that derived metric} */
    long countOf(String derived);
}
