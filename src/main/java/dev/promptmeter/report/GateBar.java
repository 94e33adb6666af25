package dev.promptmeter.report;

import dev.promptmeter.gate.Comparator;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import java.util.Locale;

/** A small picture of a gate: the allowed side of the bound, the interval, and where the figure lies. */
final class GateBar {

    private static final double WIDTH = 200;
    private static final double HEIGHT = 20;
    private static final double MIDDLE = HEIGHT / 2;

    private final GateResult result;
    private final double from;
    private final double to;

    private GateBar(GateResult result) {
        Figure figure = result.figure();
        double bound = bound(result);
        double value = figure.value() == null ? bound : figure.value();
        double low = Math.min(Math.min(value, bound), figure.low() == null ? value : figure.low());
        double high = Math.max(Math.max(value, bound), figure.high() == null ? value : figure.high());
        double room = Math.max((high - low) * 0.35, Math.abs(bound) * 0.02);
        boolean share = figure.unit() == Unit.SHARE;
        boolean ceiling = result.gate().comparator().ceiling();
        this.result = result;
        this.from = ceiling ? 0 : Math.max(0, low - room);
        this.to = share && (!ceiling || high + room > 1) ? 1 : Math.max(high + room, Double.MIN_NORMAL);
    }

    /** Writes the picture; nothing if there is no figure to show. */
    static void write(Markup page, GateResult result) {
        if (result.figure().value() == null || result.bound().isEmpty()) {
            return;
        }
        new GateBar(result).write(page);
    }

    private static double bound(GateResult result) {
        return result.bound().orElseThrow();
    }

    private void write(Markup page) {
        page.raw("<svg class=\"bar\" viewBox=\"0 0 200 20\" width=\"200\" height=\"20\" role=\"img\"");
        page.raw(" aria-label=\"").text(words()).raw("\">");
        rectangle(page, "track", 0, WIDTH);
        allowed(page);
        interval(page);
        page.raw(String.format(
                Locale.ROOT,
                "<circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
                x(result.figure().value()),
                MIDDLE));
        double bound = x(bound(result));
        page.raw(String.format(Locale.ROOT, "<path class=\"bound\" d=\"M%.1f 1V19\"/></svg>", bound));
    }

    private void allowed(Markup page) {
        Comparator comparator = result.gate().comparator();
        double bound = x(bound(result));
        if (comparator.ceiling()) {
            rectangle(page, "allowed", 0, bound);
        } else if (comparator == Comparator.AT_LEAST || comparator == Comparator.ABOVE) {
            rectangle(page, "allowed", bound, WIDTH);
        }
    }

    private void interval(Markup page) {
        Figure figure = result.figure();
        if (figure.low() == null && figure.high() == null) {
            return;
        }
        double low = figure.low() == null ? 0 : x(figure.low());
        double high = figure.high() == null ? WIDTH : x(figure.high());
        page.raw(String.format(
                Locale.ROOT, "<path class=\"range\" d=\"M%.1f %.1fH%.1f\"/>", low, MIDDLE, Math.max(high, low + 1)));
    }

    private static void rectangle(Markup page, String style, double from, double to) {
        page.raw(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"7\" width=\"%.1f\" height=\"6\" rx=\"3\"/>",
                style,
                from,
                Math.max(0, to - from)));
    }

    private double x(double value) {
        double share = (value - from) / (to - from);
        return 4 + (WIDTH - 8) * Math.min(1, Math.max(0, share));
    }

    private String words() {
        String interval = FigureText.interval(result.figure());
        return FigureText.of(result.figure()) + (interval.isEmpty() ? "" : " (" + interval + ")") + ", bound "
                + result.gate().boundText();
    }
}
