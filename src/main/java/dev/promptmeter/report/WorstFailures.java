package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The few wrong answers with the lowest scores; in dataset order where scores are alike. */
final class WorstFailures {

    private static final Comparator<CaseResult> LOWEST_FIRST = Comparator.comparingDouble(WorstFailures::score);

    private WorstFailures() {}

    /** {@return at most so many of them; no more than these are held at a time} */
    static List<CaseResult> of(FinishedRun run, int most) {
        List<CaseResult> worst = new ArrayList<>();
        if (most > 0 && run.summary().total().counts().fail() > 0) {
            run.results().forEach(result -> {
                boolean room = worst.size() < most || score(result) < score(worst.get(most - 1));
                if (result.verdict() == CaseVerdict.FAIL && room) {
                    worst.add(result);
                    worst.sort(LOWEST_FIRST);
                    worst.subList(Math.min(most, worst.size()), worst.size()).clear();
                }
            });
        }
        return worst;
    }

    private static double score(CaseResult result) {
        return result.score() == null ? 0 : result.score();
    }
}
