package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import java.util.Optional;

/** Figures of a summary in a page: the value, its interval beside it, and the reason where there is no value. */
final class HtmlFigures {

    private HtmlFigures() {}

    /** {@return the figure if it was kept and at least one value went into it} */
    static Optional<Figure> known(Slice slice, String name) {
        return Optional.ofNullable(slice.figures().get(name)).filter(figure -> figure.n() > 0);
    }

    /** Writes value and interval, the value first and larger. */
    static void write(Markup page, Figure figure) {
        page.element("span", FigureText.of(figure), "class", "value");
        String interval = FigureText.interval(figure);
        if (!interval.isEmpty()) {
            page.raw(" ").element("span", "(" + interval + ")", "class", "interval");
        } else if ("TOO_FEW".equals(figure.absence())) {
            page.raw(" ").element("span", "too few", "class", "interval");
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
