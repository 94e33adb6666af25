package dev.promptmeter.gate;

import java.util.Map;

/**
 * What a run is judged on besides its gates and figures.
 *
 * @param rules what decides how it ends
 * @param load whether its load stayed as it was
 * @param unmeasured why a family of figures was not measured soundly, one sentence without an end; usually empty
 */
public record Terms(ExitRules rules, Verdict.Load load, Map<Family, String> unmeasured) {

    /** Copies the map. */
    public Terms {
        unmeasured = Map.copyOf(unmeasured);
    }

    /** {@return the terms of a sound measurement under a steady load} */
    public static Terms of(ExitRules rules) {
        return new Terms(rules, Verdict.Load.STEADY, Map.of());
    }

    /** {@return the same under that load} */
    public Terms under(Verdict.Load other) {
        return new Terms(rules, other, unmeasured);
    }

    /** {@return the same where those families were not measured soundly} */
    public Terms without(Map<Family, String> families) {
        return new Terms(rules, load, families);
    }
}
