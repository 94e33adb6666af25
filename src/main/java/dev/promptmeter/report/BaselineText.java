package dev.promptmeter.report;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.BaselineHead;
import dev.promptmeter.compare.BaselineHead.AskedModel;
import dev.promptmeter.gate.FigureText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a baseline is, for a console. */
public final class BaselineText {

    private BaselineText() {}

    /** {@return the run, how it was asked, and what it came to, each line with its end} */
    public static String of(Baseline baseline) {
        BaselineHead head = baseline.head();
        List<String> lines = new ArrayList<>();
        lines.add("suite    " + Visible.line(head.suite()));
        lines.add("name     " + (head.label() == null ? FigureText.NOTHING : Visible.line(head.label())));
        lines.add("run      " + Visible.line(head.origin().run()) + ", "
                + head.origin().startedAt() + ", " + Visible.line(head.origin().tool()));
        String verdict = head.origin().verdict();
        lines.add("verdict  " + (verdict == null ? FigureText.NOTHING : Visible.line(verdict)));
        head.origin().caveats().forEach(caveat -> lines.add("         " + Visible.line(caveat)));
        if (!head.accepted().isEmpty()) {
            lines.add("accepted " + Visible.all(String.join(", ", head.accepted())));
        }
        lines.add("load     " + Visible.line(head.asking().load()));
        head.models().forEach(model -> lines.add("model    " + model(model)));
        head.prompts().forEach((id, sha) -> lines.add("prompt   " + Visible.line(id + ", sha " + sha)));
        lines.add("cases    " + summary(baseline));
        return String.join("\n", lines) + "\n";
    }

    private static String model(AskedModel model) {
        String reported = model.reported().isEmpty() ? "" : ", reported " + String.join(" ", model.reported());
        return Visible.line(model.id() + ": " + model.name() + " at " + model.provider() + reported);
    }

    /** {@return how many cases and repeats there are, and what they came to} */
    public static String summary(Baseline baseline) {
        int cases = baseline.cases().size();
        OptionalDouble rate = baseline.passRate();
        long errors = baseline.errors();
        return FigureText.count(cases) + (cases == 1 ? " case, " : " cases, ")
                + FigureText.count(baseline.repeats().size()) + " answers, pass rate "
                + (rate.isPresent() ? FigureText.share(rate.getAsDouble()) : FigureText.NOTHING)
                + (errors == 0 ? "" : ", " + FigureText.count(errors) + " without an answer");
    }
}
