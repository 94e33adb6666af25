package dev.promptmeter.report;

import dev.promptmeter.compare.Discordance;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.GatePlan;
import java.util.List;

/** A plan as text for people. */
public final class PlanText {

    private static final int LEAST_WIDTH = 34;
    private static final String GAP = "  ";

    private final Plan plan;
    private final StringBuilder out = new StringBuilder();
    private final int width;

    private PlanText(Plan plan) {
        this.plan = plan;
        this.width = Math.max(
                LEAST_WIDTH,
                plan.gates().stream()
                        .mapToInt(each -> ConsoleOut.width(name(each)))
                        .max()
                        .orElse(0));
    }

    /** {@return the whole text, its last line ended} */
    public static String of(Plan plan) {
        return new PlanText(plan).text();
    }

    private String text() {
        line(head());
        line("");
        if (plan.gates().isEmpty()) {
            line("no gates: nothing decides");
        }
        boolean sliced = false;
        for (GatePlan each : plan.gates()) {
            block(name(each), mode(each), GateForecast.lines(each));
            if (!sliced && each instanceof GatePlan.OfMargin) {
                plan.slices().forEach(this::slice);
                sliced = true;
            }
        }
        line("");
        total();
        plan.notes().forEach(note -> line("note: " + Visible.line(note)));
        line("No request was sent.");
        return out.toString();
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private String head() {
        Plan.Size size = plan.size();
        String rows = count(size.rows(), "row");
        boolean whole = size.rows() * size.prompts() * size.models() == size.cases();
        String cases = whole
                ? rows + " x " + count(size.prompts(), "prompt") + " x " + count(size.models(), "model") + " = "
                : rows + ", ";
        return "PLAN  " + Visible.line(plan.suite()) + "   " + cases + count(size.cases(), "case") + ", "
                + count(size.repeat(), "repeat") + "   discordance " + discordance(plan.discordance());
    }

    private static String discordance(Discordance discordance) {
        String share = FigureText.share(discordance.share()).replace(".0 %", " %");
        return share
                + switch (discordance.basis()) {
                    case PAIRS -> " (" + FigureText.count(discordance.cases()) + " cases of two runs were compared)";
                    case REPEATS -> " (repeats of " + FigureText.count(discordance.cases()) + " cases)";
                    case ASSUMED -> " (assumed; nothing is on record yet)";
                };
    }

    private static String count(long number, String word) {
        return FigureText.count(number) + " " + word + (number == 1 ? "" : "s");
    }

    private static String name(GatePlan plan) {
        return Visible.line(plan.gate().name());
    }

    private static String mode(GatePlan plan) {
        return plan.gate().confidence().word();
    }

    private void block(String name, String mode, List<String> lines) {
        String first = ConsoleOut.left(name, width) + GAP + ConsoleOut.left(mode, "guard".length()) + GAP + " ";
        String rest = " ".repeat(ConsoleOut.width(first));
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? first : rest) + lines.get(i));
        }
    }

    private void slice(Plan.Slice slice) {
        String name = "  slice " + Visible.line(slice.name()) + " (" + FigureText.count(slice.cases()) + " cases)";
        String part = "[" + slice.name() + "]";
        boolean gated = plan.gates().stream()
                .anyMatch(each -> each.gate().selector().toString().equals(part));
        block(name, "", List.of(GateForecast.detectable(slice.detectable()) + (gated ? "" : "     not gated")));
    }

    private void total() {
        long foreseen = plan.gates().stream()
                .filter(each -> each.redWithoutCause() != null)
                .count();
        if (foreseen > 0) {
            line("forecast: if nothing changed, gates against the baseline make the suite red in "
                    + Chances.chance(plan.redWithoutCause()) + " of runs");
        }
        if (plan.split() != null && plan.split().within() > 0) {
            line(RepeatText.advice(plan.split()));
        }
    }
}
