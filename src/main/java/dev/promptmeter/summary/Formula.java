package dev.promptmeter.summary;

import java.util.List;

/** An expression over metrics. Where a part has no value, or a division is by zero, the whole has none. */
public sealed interface Formula {

    /** What of a metric is asked for. */
    enum Statistic {
        /** The mean over the cases that have a value. */
        MEAN,
        /** The sum over these cases. */
        SUM,
        /** How many they are; 0 is a value. */
        N,
        /** The least. */
        MIN,
        /** The greatest. */
        MAX
    }

    /** An arithmetic sign. */
    enum Sign {
        /** Addition. */
        PLUS,
        /** Subtraction. */
        MINUS,
        /** Multiplication. */
        TIMES,
        /** Division. */
        OVER;

        double apply(double left, double right) {
            return switch (this) {
                case PLUS -> left + right;
                case MINUS -> left - right;
                case TIMES -> left * right;
                case OVER -> right == 0 ? Double.NaN : left / right;
            };
        }
    }

    /** A number as written. */
    record Constant(double value) implements Formula {}

    /** A statistic of a metric that checks feed. */
    record OfMetric(Statistic statistic, String metric) implements Formula {}

    /** A derived metric. */
    record OfDerived(String name) implements Formula {}

    /** Two parts and the sign between them. */
    record Pair(Formula left, Sign sign, Formula right) implements Formula {}

    /** The least or the greatest of several parts. */
    record Extreme(Statistic statistic, List<Formula> parts) implements Formula {

        /** Copies the parts. */
        public Extreme {
            parts = List.copyOf(parts);
        }
    }
}
