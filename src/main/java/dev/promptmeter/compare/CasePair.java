package dev.promptmeter.compare;

import dev.promptmeter.run.CaseId;

/**
 * One case of the same row in two runs.
 *
 * @param before in the baseline
 * @param after in the run that is compared with it
 */
public record CasePair(BaselineCase before, BaselineCase after) {

    /** {@return which case it is} */
    public CaseId id() {
        return after.id();
    }

    /** {@return what became of it} */
    public CaseChange change() {
        return CaseChange.between(before, after);
    }

    /** {@return by how much its mean score fell, the share of passed repeats where it has none; negative if it rose} */
    public double loss() {
        return score(before) - score(after);
    }

    private static double score(BaselineCase side) {
        return side.mean(BaselineRepeat::score).orElse(side.passShare().orElse(0));
    }

    /** {@return whether either side has an answer from a cache} */
    public boolean cached() {
        return before.cached() || after.cached();
    }

    /** {@return whether either side was asked more than once} */
    public boolean repeated() {
        return before.repeats().size() > 1 || after.repeats().size() > 1;
    }

    /** {@return whether both sides have a judged answer} */
    public boolean judged() {
        return before.judged() > 0 && after.judged() > 0;
    }

    /** {@return the cluster that its row names now, else the one it named then, else the row itself} */
    public String cluster() {
        String named = after.cluster() == null ? before.cluster() : after.cluster();
        return named == null ? id().dataset() + "/" + id().row() : named;
    }
}
