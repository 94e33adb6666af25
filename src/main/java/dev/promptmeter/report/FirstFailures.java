package dev.promptmeter.report;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.List;

/** The first failures and errors in dataset order, for readers without a script and for paper. */
final class FirstFailures {

    private static final int MOST = 50;

    private final List<CaseResult> first = new ArrayList<>();
    private long all;

    void add(CaseResult result) {
        if (result.verdict() != CaseVerdict.FAIL && result.verdict() != CaseVerdict.ERROR) {
            return;
        }
        all++;
        if (first.size() < MOST) {
            first.add(result);
        }
    }

    List<CaseResult> list() {
        return List.copyOf(first);
    }

    long all() {
        return all;
    }
}
