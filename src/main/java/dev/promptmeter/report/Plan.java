package dev.promptmeter.report;

import dev.promptmeter.compare.Discordance;
import dev.promptmeter.gate.GatePlan;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.stats.VarianceSplit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the cases of a suite can tell, before any money is spent.
 *
 * @param suite its name
 * @param size how much would be asked
 * @param discordance the share of cases that flip between two runs, and where it was seen
 * @param gates in suite order
 * @param slices parts by tag, largest first, of which drops could be told only if they were large
 * @param split how the spread of the newest run lies within cases and between them; null if it did not ask several times
 * @param notes what the chances leave out
 */
public record Plan(
        String suite,
        Size size,
        Discordance discordance,
        List<GatePlan> gates,
        List<Slice> slices,
        @Nullable VarianceSplit split,
        List<String> notes) {

    /**
     * How much would be asked.
     *
     * @param prompts of the suite
     * @param models of the suite
     * @param repeat answers to each case
     */
    public record Size(long rows, int prompts, int models, long cases, int repeat) {}

    /**
     * The cases of one tag.
     *
     * @param name as gates select it, {@code tag=eu}
     * @param detectable the true drop that a gate with the margin of the whole run would find with a power of 80 %, 0 to 1
     */
    public record Slice(String name, long cases, double detectable) {}

    /** Copies the lists. */
    public Plan {
        gates = List.copyOf(gates);
        slices = List.copyOf(slices);
        notes = List.copyOf(notes);
    }

    /** {@return the chance, 0 to 1, that one gate or more of severity {@code fail} goes red although nothing changed, as far as it is foreseen} */
    public double redWithoutCause() {
        double green = 1;
        for (GatePlan each : gates) {
            Double red = each.redWithoutCause();
            boolean decides = each.gate().severity() == Severity.FAIL;
            green *= red == null || !decides ? 1 : 1 - red;
        }
        return 1 - green;
    }
}
