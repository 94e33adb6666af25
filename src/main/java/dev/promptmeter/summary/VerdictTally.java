package dev.promptmeter.summary;

import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.Mean;
import java.util.ArrayList;
import java.util.List;

/** Counts verdicts, repeat by repeat and case by case. */
final class VerdictTally {

    private static final double CONFIDENCE = 0.95;
    private static final Interval SHARE = new Interval(0.0, 1.0);

    private final Mean shares = new Mean();
    private long cases;
    private long judgedCases;
    private long passedAny;
    private long passedAll;
    private long flaky;
    private long pass;
    private long fail;
    private long error;
    private long skip;
    private long cached;
    private long attempts;
    private long retries;
    private long retried;
    private long maybeBilled;
    private long retriedPass;
    private long retriedFail;

    void add(CaseResult result) {
        switch (result.verdict()) {
            case PASS -> pass++;
            case FAIL -> fail++;
            case ERROR -> error++;
            case SKIP -> skip++;
        }
        cached += result.origin() == Answer.Origin.CACHED ? 1 : 0;
        int tries = result.attempts().size();
        attempts += tries;
        retries += Math.max(0, tries - 1);
        if (tries > 1) {
            addRetried(result.verdict());
        }
        maybeBilled += result.attempts().stream().filter(Attempt::maybeBilled).count();
    }

    private void addRetried(CaseVerdict verdict) {
        retried++;
        retriedPass += verdict == CaseVerdict.PASS ? 1 : 0;
        retriedFail += verdict == CaseVerdict.FAIL ? 1 : 0;
    }

    /** A case has all its repeats. */
    void add(CaseShare share) {
        cases++;
        if (share.judged() == 0) {
            return;
        }
        judgedCases++;
        shares.add((double) share.passed() / share.judged());
        passedAny += share.passed() > 0 ? 1 : 0;
        passedAll += share.passed() == share.judged() ? 1 : 0;
        flaky += share.flaky() ? 1 : 0;
    }

    void merge(VerdictTally other) {
        shares.merge(other.shares);
        cases += other.cases;
        judgedCases += other.judgedCases;
        passedAny += other.passedAny;
        passedAll += other.passedAll;
        flaky += other.flaky;
        pass += other.pass;
        fail += other.fail;
        error += other.error;
        skip += other.skip;
        cached += other.cached;
        attempts += other.attempts;
        retries += other.retries;
        retried += other.retried;
        maybeBilled += other.maybeBilled;
        retriedPass += other.retriedPass;
        retriedFail += other.retriedFail;
    }

    Counts counts() {
        return new Counts(
                cases,
                pass + fail + error + skip,
                pass,
                fail,
                error,
                skip,
                flaky,
                cached,
                attempts,
                retries,
                retried,
                maybeBilled,
                retriedPass,
                retriedFail);
    }

    List<Figure> figures() {
        long all = pass + fail + error + skip;
        long asked = all - skip;
        List<Figure> figures = new ArrayList<>();
        figures.add(passRate());
        figures.add(Shares.of("errorRate", error, pass + fail + error));
        figures.add(Shares.of("skipRate", skip, all));
        figures.add(Shares.of("flakyRate", flaky, judgedCases));
        figures.add(Shares.of("retryRate", retried, asked));
        figures.add(Shares.of("cacheRate", cached, asked));
        figures.add(Shares.of("passAny", passedAny, judgedCases));
        figures.add(Shares.of("passAll", passedAll, judgedCases));
        return figures;
    }

    /** With one repeat a count of answers; with several the mean over cases, each weighing once. */
    private Figure passRate() {
        if (pass + fail == judgedCases || judgedCases == 0) {
            return Shares.of("passRate", pass, pass + fail);
        }
        Interval interval = shares.interval(CONFIDENCE, SHARE)
                .orElse(new Interval(null, null))
                .clippedTo(SHARE);
        return Figure.of("passRate", Unit.SHARE, shares.value().orElseThrow(), judgedCases)
                .within(interval.lower(), interval.upper(), "mean.t");
    }
}
