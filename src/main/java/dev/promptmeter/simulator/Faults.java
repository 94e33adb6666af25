package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which faults strike a request: of each stage the first that holds. Confined to the loop's thread. */
final class Faults {

    private List<Fault> always;
    private final Map<Fault, Long> strikes = new HashMap<>();

    Faults(List<Fault> always) {
        this.always = List.copyOf(always);
    }

    /** From now on these hold, and what limits were used up is forgotten. */
    void replace(List<Fault> others) {
        always = List.copyOf(others);
        strikes.clear();
    }

    /** Faults of markers come before those of the rule, and these before those of the settings. */
    List<Struck> strike(FaultSubject subject, Draws draws, List<Fault> ofMarkers, List<Fault> ofRule) {
        if (always.isEmpty() && ofMarkers.isEmpty() && ofRule.isEmpty()) {
            return List.of();
        }
        List<Struck> struck = new ArrayList<>();
        Set<String> stages = new HashSet<>();
        Choice choice = new Choice(subject, draws, struck, stages);
        add(choice, ofMarkers, "marker-fault-");
        add(choice, ofRule, "rule-fault-");
        add(choice, always, "fault-");
        return struck;
    }

    private record Choice(FaultSubject subject, Draws draws, List<Struck> struck, Set<String> stages) {}

    private void add(Choice choice, List<Fault> faults, String purpose) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            NumberStream numbers = choice.draws().stream(purpose + (i + 1));
            boolean holds = fault.kind().strikes(choice.subject())
                    && fault.conditions().hold(choice.subject(), numbers)
                    && !choice.stages().contains(fault.kind().stage())
                    && withinLimit(fault);
            if (holds) {
                choice.stages().add(fault.kind().stage());
                choice.struck().add(new Struck(fault, numbers));
            }
        }
    }

    private boolean withinLimit(Fault fault) {
        long limit = fault.limit();
        return limit == Long.MAX_VALUE || strikes.merge(fault, 1L, Long::sum) <= limit;
    }

    void forget() {
        strikes.clear();
    }
}
