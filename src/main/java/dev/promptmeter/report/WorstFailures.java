package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The few wrong answers that matter most: those that were right in the baseline, then the lowest scores, then dataset order. */
final class WorstFailures {

    private final FailureRendering changes;
    private final Comparator<CaseResult> worstFirst =
            Comparator.comparing(this::known).thenComparingDouble(WorstFailures::score);

    private WorstFailures(FinishedRun run) {
        changes = new FailureRendering(run.manifest(), run.comparison());
    }

    /** {@return at most so many of them; no more than these are held at a time} */
    static List<CaseResult> of(FinishedRun run, int most) {
        if (most <= 0 || run.summary().total().counts().fail() == 0) {
            return List.of();
        }
        Comparator<CaseResult> worstFirst = new WorstFailures(run).worstFirst;
        List<CaseResult> worst = new ArrayList<>();
        run.results().forEach(result -> {
            boolean room = worst.size() < most || worstFirst.compare(result, worst.get(most - 1)) < 0;
            if (result.verdict() == CaseVerdict.FAIL && room) {
                worst.add(result);
                worst.sort(worstFirst);
                worst.subList(Math.min(most, worst.size()), worst.size()).clear();
            }
        });
        return worst;
    }

    /** A case that has become wrong comes before one that was so already. */
    private boolean known(CaseResult result) {
        return !changes.change(result).equals(CaseChange.REGRESSED.word());
    }

    private static double score(CaseResult result) {
        return result.score() == null ? 0 : result.score();
    }
}
