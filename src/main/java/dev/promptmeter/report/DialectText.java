package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Dialect;
import dev.promptmeter.summary.DialectTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The times of a run in other tools' words, as text: one table for each model and tool. */
public final class DialectText {

    private static final double NANOS_PER_MILLI = 1e6;

    private DialectText() {}

    /**
     * {@return those tables}
     *
     * @param models what was added up of each model, in suite order
     */
    public static String of(Map<String, List<DialectTally>> models) {
        StringBuilder out = new StringBuilder();
        models.forEach((model, tallies) -> tallies.forEach(tally -> table(out, model, tally)));
        return out.append(
                        "Percentiles are interpolated, as these tools do it. Tokens are counted as everywhere else in this run: by usage,"
                                + " else by log probabilities, else one a chunk.\n")
                .toString();
    }

    private static void table(StringBuilder out, String model, DialectTally tally) {
        out.append(tally.dialect().version())
                .append("   ")
                .append(Visible.line(model))
                .append("   ");
        out.append(FigureText.count(tally.requests())).append(tally.requests() == 1 ? " stream" : " streams");
        out.append(", tokens of ").append(FigureText.count(tally.counted())).append(" known\n");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "mean", "median", "p99", "n"));
        tally.lines()
                .forEach((name, line) -> rows.add(List.of(
                        "  " + name,
                        millis(line.mean()),
                        millis(line.median()),
                        millis(line.p99()),
                        FigureText.count(line.n()))));
        ConsoleTable.lines(rows).forEach(line -> out.append(line).append('\n'));
        out.append("  ").append(rate(tally.requestRate())).append(" requests/s   ");
        out.append(rate(tally.tokenRate())).append(" output tokens/s\n");
        goodput(out, tally);
        out.append("  ").append(tally.dialect().meaning()).append("\n\n");
    }

    /** Only vLLM gives it as a rate of what was completed; to the others a failed request is one that was not good. */
    private static void goodput(StringBuilder out, DialectTally tally) {
        Double share = tally.goodShare();
        if (share != null) {
            String text = tally.dialect() == Dialect.VLLM
                    ? rate(tally.goodRate()) + " requests/s"
                    : FigureText.share(share) + " of all requests, failed ones too";
            out.append("  goodput ").append(text).append('\n');
        }
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI);
    }

    private static String rate(@Nullable Double rate) {
        return rate == null ? FigureText.NOTHING : String.format(Locale.ROOT, "%.2f", rate);
    }
}
