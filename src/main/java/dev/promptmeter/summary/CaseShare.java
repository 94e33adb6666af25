package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;

/**
 * What the repeats of one case came to so far.
 *
 * @param seen repeats
 * @param judged of them, with a verdict on an answer
 * @param passed of them, passed
 */
record CaseShare(int seen, int judged, int passed) {

    static final CaseShare NONE = new CaseShare(0, 0, 0);

    CaseShare plus(CaseResult result) {
        return plus(new CaseShare(1, result.verdict().judged() ? 1 : 0, result.verdict() == CaseVerdict.PASS ? 1 : 0));
    }

    CaseShare plus(CaseShare other) {
        return new CaseShare(seen + other.seen, judged + other.judged, passed + other.passed);
    }

    boolean flaky() {
        return passed > 0 && passed < judged;
    }
}
