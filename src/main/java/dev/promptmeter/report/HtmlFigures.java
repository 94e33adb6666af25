package dev.promptmeter.report;

import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Unit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures of a summary in a page: the value, its interval beside it, and the reason where there is no value. */
final class HtmlFigures {

    private HtmlFigures() {}

    /** {@return the figure if it was kept and at least one value went into it} */
    static Optional<Figure> known(Slice slice, String name) {
        return Optional.ofNullable(slice.figures().get(name)).filter(figure -> figure.n() > 0);
    }

    /** {@return the value in words, or why there is none} */
    static String value(Figure figure) {
        if (figure.value() != null) {
            return Numbers.value(figure.unit(), figure.value());
        }
        if (figure.beyond() != null) {
            String sign = "CENSORED".equals(figure.absence()) ? "> " : "≥ ";
            return sign + Numbers.value(figure.unit(), figure.beyond());
        }
        return "COST_UNKNOWN".equals(figure.absence()) ? "unknown" : "–";
    }

    /** {@return why there is no value, for people; null if there is one or the reason needs no words} */
    static @Nullable String excuse(Figure figure) {
        if (figure.absence() == null) {
            return null;
        }
        return switch (figure.absence()) {
            case "TOO_FEW" -> "too few values (n=" + Numbers.count(figure.n()) + ")";
            case "CENSORED" -> "lies among timeouts";
            case "COST_UNKNOWN" -> "not every cost is known";
            default -> "no data";
        };
    }

    /** {@return the two-sided 95 % interval, {@code 93.6–95.4}; an open end is {@code ?}; null if there is none} */
    static @Nullable String interval(Figure figure) {
        if (figure.low() == null && figure.high() == null) {
            return null;
        }
        return end(figure.unit(), figure.low()) + "–" + end(figure.unit(), figure.high());
    }

    private static String end(Unit unit, @Nullable Double end) {
        if (end == null) {
            return "?";
        }
        return unit == Unit.SHARE ? Numbers.percent(end) : Numbers.value(unit, end);
    }

    /** Writes value and interval, the value first and larger. */
    static void write(Markup page, Figure figure) {
        page.element("span", value(figure), "class", "value");
        String interval = interval(figure);
        String beside = interval == null ? excuse(figure) : "(" + interval + ")";
        if (beside != null) {
            page.raw(" ").element("span", beside, "class", "interval");
        }
    }

    /** Writes a cell of a table: the figure, or a dash where none was kept. */
    static void cell(Markup page, Slice slice, String name) {
        page.open("td", "class", "number");
        Figure figure = slice.figures().get(name);
        if (figure == null) {
            page.text("–");
        } else {
            write(page, figure);
        }
        page.close("td");
    }
}
