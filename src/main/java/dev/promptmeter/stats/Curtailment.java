package dev.promptmeter.stats;

/**
 * What a rule will say once all pairs are there, at best and at worst.
 *
 * @param best the decision if every case still missing goes as well as it can
 * @param worst the decision if every case still missing goes as badly as it can
 */
public record Curtailment(Decision best, Decision worst) {

    /** {@return whether nothing that is still missing can change a clear decision} */
    public boolean settled() {
        return best == worst && best != Decision.INCONCLUSIVE;
    }
}
