package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Group;
import dev.promptmeter.summary.Summary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of each prompt and model, the same texts in every table. */
final class ModelFigures {

    /** What they are called. */
    static final List<String> TITLES =
            List.of("pass", "p50", "p95", "ttft p95", "out tok/s", "$/1k fresh", "$/pass", "relative cost");

    private final Summary summary;

    ModelFigures(Summary summary) {
        this.summary = summary;
    }

    /** {@return the figures of a group, in the order of their titles} */
    List<String> cells(Group group) {
        return List.of(
                pass(group),
                text(group, "latency.p50"),
                text(group, "latency.p95"),
                text(group, "ttft.p95"),
                rate(group),
                amount(group, "cost.per1k"),
                amount(group, "cost.perPass"),
                relative(group));
    }

    private String pass(Group group) {
        if (summary.checking() == Summary.Checking.NOT_CHECKED) {
            return "not checked";
        }
        Figure figure = figure(group, "passRate");
        return figure == null ? FigureText.NOTHING : FigureText.of(figure) + halfWidth(figure);
    }

    /** The wider half of the interval, rounded up: the interval of a share is not symmetric. */
    private static String halfWidth(Figure figure) {
        if (figure.value() == null || figure.low() == null || figure.high() == null) {
            return "";
        }
        double half = Math.max(figure.value() - figure.low(), figure.high() - figure.value());
        return " ±"
                + BigDecimal.valueOf(half)
                        .movePointRight(2)
                        .setScale(1, RoundingMode.CEILING)
                        .toPlainString();
    }

    private static @Nullable Figure figure(Group group, String name) {
        return group.slice().figures().get(name);
    }

    private static String text(Group group, String name) {
        Figure figure = figure(group, name);
        return figure == null ? FigureText.NOTHING : FigureText.of(figure);
    }

    private static String rate(Group group) {
        return text(group, "outputRate.p50").replace(" tok/s", "");
    }

    private static String amount(Group group, String name) {
        return text(group, name).replace("$", "");
    }

    private String relative(Group group) {
        Optional<Double> least = summary.groups().stream()
                .map(ModelFigures::costOf)
                .flatMap(Optional::stream)
                .filter(cost -> cost > 0)
                .min(Double::compare);
        Optional<Double> own = costOf(group);
        if (least.isEmpty() || own.isEmpty()) {
            return FigureText.NOTHING;
        }
        return BigDecimal.valueOf(own.get() / least.get())
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static Optional<Double> costOf(Group group) {
        return Optional.ofNullable(figure(group, "cost.per1k")).map(Figure::value);
    }
}
