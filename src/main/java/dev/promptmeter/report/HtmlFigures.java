package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures of a summary in a page: the value, its interval beside it, and the reason where there is no value. */
final class HtmlFigures {

    private HtmlFigures() {}

    /** {@return the figure if it was kept and at least one value went into it} */
    static Optional<Figure> known(Slice slice, String name) {
        return Optional.ofNullable(slice.figures().get(name)).filter(figure -> figure.n() > 0);
    }

    /** {@return why there is no value, for people; null if there is one or the reason needs no words} */
    static @Nullable String excuse(Figure figure) {
        if (figure.absence() == null) {
            return null;
        }
        return switch (figure.absence()) {
            case "TOO_FEW" -> "too few values (n=" + FigureText.count(figure.n()) + ")";
            case "CENSORED" -> "lies among timeouts";
            case "COST_UNKNOWN" -> "not every cost is known";
            default -> "no data";
        };
    }

    /** Writes value and interval, the value first and larger. */
    static void write(Markup page, Figure figure) {
        page.element("span", FigureText.of(figure), "class", "value");
        String interval = FigureText.interval(figure);
        String beside = interval.isEmpty() ? excuse(figure) : "(" + interval + ")";
        if (beside != null) {
            page.raw(" ").element("span", beside, "class", "interval");
        }
    }

    /** Writes a cell of a table: the figure, or a dash where none was kept. */
    static void cell(Markup page, Slice slice, String name) {
        page.open("td", "class", "number");
        Figure figure = slice.figures().get(name);
        if (figure == null) {
            page.text(FigureText.NOTHING);
        } else {
            write(page, figure);
        }
        page.close("td");
    }
}
