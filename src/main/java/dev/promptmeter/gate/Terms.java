package dev.promptmeter.gate;

import dev.promptmeter.validity.Measurement;

/**
 * What a run is judged on besides its gates and figures.
 *
 * @param rules what decides how it ends
 * @param load whether its load stayed as it was
 * @param measurement whether its figures can be believed
 */
public record Terms(ExitRules rules, Verdict.Load load, Measurement measurement) {

    /** {@return the terms of a run under a steady load against whose measurement nothing speaks} */
    public static Terms of(ExitRules rules) {
        return new Terms(rules, Verdict.Load.STEADY, Measurement.NOTHING);
    }

    /** {@return the same under that load} */
    public Terms under(Verdict.Load other) {
        return new Terms(rules, other, measurement);
    }

    /** {@return the same of a run that was measured so} */
    public Terms measured(Measurement other) {
        return new Terms(rules, load, other);
    }
}
