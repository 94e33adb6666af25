package dev.promptmeter.report;

import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.Severity;
import java.util.List;

/** Every gate: what came of it, the rule, the figure with its interval, and both drawn on one line. */
final class HtmlGates {

    private HtmlGates() {}

    static void write(Markup page, List<GateResult> gates) {
        if (gates.isEmpty()) {
            return;
        }
        page.open("section", "id", "gates").element("h2", "Gates").line();
        page.open("table", "class", "gates").open("thead").open("tr");
        for (String heading : List.of("Verdict", "Rule", "Actual", "Against the bound", "n")) {
            page.element("th", heading, "scope", "col");
        }
        page.close("tr").close("thead").open("tbody").line();
        gates.forEach(gate -> row(page, gate));
        page.close("tbody").close("table").close("section").line();
    }

    private static void row(Markup page, GateResult result) {
        VerdictMark mark = VerdictMark.of(result);
        page.open("tr", "class", mark.style());
        page.open("td");
        mark.write(page);
        if (result.gate().severity() == Severity.WARN) {
            page.raw(" ").element("span", "warn", "class", "tag");
        }
        page.close("td");
        rule(page, result);
        page.open("td", "class", "number");
        HtmlFigures.write(page, result.figure());
        if (result.close()) {
            page.open("div", "class", "reason")
                    .text("the interval contains the bound")
                    .close("div");
        }
        page.close("td").open("td");
        GateBar.write(page, result);
        page.close("td");
        page.element("td", FigureText.n(result.figure()), "class", "number")
                .close("tr")
                .line();
    }

    private static void rule(Markup page, GateResult result) {
        Gate gate = result.gate();
        page.open("td").foreign("code", gate.expression());
        if (!gate.name().equals(gate.expression())) {
            page.raw(" ").foreign("span", gate.name(), "class", "name");
        }
        GateCases.filter(gate)
                .ifPresent(
                        filter -> page.raw(" ").element("a", "cases", "class", "cases", "href", Links.cases(filter)));
        boolean words = gate.againstBaseline() || gate.confidence() != Confidence.POINT;
        if (result.reason() != null || words) {
            page.foreign("div", words ? result.detail() : result.reason(), "class", "reason");
        }
        page.close("td");
    }
}
