package dev.promptmeter.cli;

import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GatePlan;
import dev.promptmeter.report.Plan;
import dev.promptmeter.stats.NonInferiority;
import dev.promptmeter.suite.PlannedParts;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every gate of a suite would say of the cases that are planned. */
final class GatePlans {

    private static final double POWER = 0.8;
    private static final int SLICES = 10;

    private final RunSetup setup;
    private final PlannedParts parts;
    private final double discordance;
    private final List<GatePlan> gates;

    GatePlans(RunSetup setup, PlannedParts parts, double discordance) {
        this.setup = setup;
        this.parts = parts;
        this.discordance = discordance;
        this.gates = setup.gates().stream().map(this::plan).toList();
    }

    private GatePlan plan(Gate gate) {
        long cases = parts.of(gate.selector());
        return GatePlan.of(gate, cases, cases * setup.plan().repeat(), discordance);
    }

    List<GatePlan> gates() {
        return gates;
    }

    /** {@return what a gate on one tag would find, by the margin of the first gate on the whole run; none if a suite has no such gate} */
    List<Plan.Slice> slices() {
        Optional<GatePlan.OfMargin> whole = gates.stream()
                .filter(each -> each instanceof GatePlan.OfMargin)
                .map(each -> (GatePlan.OfMargin) each)
                .filter(each -> each.gate().selector().equals(Selector.ALL))
                .findFirst();
        return whole.map(this::slices).orElse(List.of());
    }

    private List<Plan.Slice> slices(GatePlan.OfMargin whole) {
        var rule = new NonInferiority(whole.margin(), whole.gate().demand().alpha());
        return parts.tagged().entrySet().stream()
                .filter(tag -> tag.getValue() < parts.cases())
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SLICES)
                .map(tag -> new Plan.Slice(
                        "tag=" + tag.getKey(),
                        tag.getValue(),
                        whole.margin() + rule.detectableDrop(tag.getValue(), discordance, POWER)))
                .toList();
    }

    /** {@return what the chances leave out} */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        boolean severalCases = parts.cases() > parts.rows();
        boolean clusters = setup.tally().units().kinship() == Units.Kinship.SOME;
        if (setup.plan().repeat() > 1) {
            notes.add("chances count one answer to each case; " + setup.plan().repeat()
                    + " repeats make figures surer as far as spread within cases is what blurs them");
        }
        if (severalCases || clusters && setup.plan().repeat() == 1) {
            notes.add("chances count every case as if it stood alone; cases of one row or cluster tell less together");
        }
        return notes;
    }
}
