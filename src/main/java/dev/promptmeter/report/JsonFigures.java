package dev.promptmeter.report;

import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Sampled;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures as JSON numbers: shares 0 to 1, durations in milliseconds, money in USD; {@code null} for what is not known. */
final class JsonFigures {

    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);
    private static final double NANOS_PER_MILLI = 1e6;

    private JsonFigures() {}

    /** {@return a value in the unit of JSON files; null for none} */
    static @Nullable BigDecimal number(Unit unit, @Nullable Double value) {
        if (value == null) {
            return null;
        }
        BigDecimal number = unit == Unit.NANOS
                ? BigDecimal.valueOf(value / NANOS_PER_MILLI).setScale(3, RoundingMode.HALF_EVEN)
                : new BigDecimal(value).round(DIGITS);
        return RunNames.plain(number);
    }

    /** {@return the value of a figure; null if it was not kept or is not known} */
    static @Nullable BigDecimal value(Slice slice, String name) {
        Figure figure = slice.figures().get(name);
        return figure == null ? null : number(figure.unit(), figure.value());
    }

    /** {@return over how many values a figure was taken; null if it was not kept} */
    static @Nullable Long n(Slice slice, String name) {
        Figure figure = slice.figures().get(name);
        return figure == null ? null : figure.n();
    }

    /** Puts the two ends of an interval; null if there is none. */
    static void putInterval(ObjectNode node, String name, @Nullable Figure figure) {
        if (figure == null || figure.low() == null && figure.high() == null) {
            node.putNull(name);
            return;
        }
        ArrayNode ends = node.putArray(name);
        ends.add(number(figure.unit(), figure.low()));
        ends.add(number(figure.unit(), figure.high()));
    }

    /** Puts a share with its interval, its n, and why there is none where there is none. */
    static ObjectNode putShare(ObjectNode parent, String name, Slice slice) {
        return putShare(parent.putObject(name), slice.figures().get(name));
    }

    static ObjectNode putShare(ObjectNode node, @Nullable Figure figure) {
        node.put("value", figure == null ? null : number(figure.unit(), figure.value()));
        putInterval(node, "ci95", figure);
        node.put("n", figure == null ? null : figure.n());
        node.put("method", figure == null ? null : figure.method());
        putClusters(node, figure);
        if (figure != null && figure.absence() != null) {
            node.put("reason", figure.absence());
        }
        return node;
    }

    /** Puts how many clusters a figure rests on and what that costs; null where none of its values belong together. */
    static void putClusters(ObjectNode node, @Nullable Figure figure) {
        Sampled sampled = figure == null ? null : figure.sampled();
        boolean clustered = sampled != null && sampled.clustered();
        node.put("clusters", clustered ? (Integer) sampled.observed().clusters() : null);
        OptionalDouble effect = clustered ? sampled.designEffect() : OptionalDouble.empty();
        node.put("designEffect", effect.isEmpty() ? null : number(Unit.SCORE, effect.getAsDouble()));
    }

    /** Puts the n and these statistics of a distribution. */
    static ObjectNode putStatistics(ObjectNode parent, String member, Slice slice, List<String> names) {
        ObjectNode node = parent.putObject(member);
        String distribution = names.get(0).substring(0, names.get(0).indexOf('.'));
        node.put("n", n(slice, distribution + ".p50"));
        names.forEach(name -> node.put(name.substring(distribution.length() + 1), value(slice, name)));
        return node;
    }

    /** {@return the word for what a number of that unit counts} */
    static String word(Unit unit) {
        return switch (unit) {
            case NANOS -> "ms";
            case TOKENS_PER_SECOND -> "tok/s";
            case PER_SECOND -> "/s";
            case SHARE, USD, TOKENS, SCORE, COUNT -> unit.name().toLowerCase(Locale.ROOT);
        };
    }
}
