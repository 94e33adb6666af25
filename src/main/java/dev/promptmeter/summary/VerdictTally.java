package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Counts verdicts, repeat by repeat and case by case. */
final class VerdictTally {

    private final MeanTally passShares = new MeanTally();
    private final SortedMap<Integer, Long> passesByAnswers = new TreeMap<>();
    private final ShareTally errors = new ShareTally();
    private final ShareTally skips = new ShareTally();
    private final ShareTally retries = new ShareTally();
    private final ShareTally hits = new ShareTally();
    private final ShareTally flaky = new ShareTally();
    private final ShareTally passedAny = new ShareTally();
    private final ShareTally passedAll = new ShareTally();
    private long cases;
    private long pass;
    private long fail;
    private long error;
    private long skip;
    private long cached;
    private long attempts;
    private long moreTries;
    private long retried;
    private long maybeBilled;
    private long retriedPass;
    private long retriedFail;
    private long duplicatePrompts;

    void add(CaseResult result, int unit) {
        CaseVerdict verdict = result.verdict();
        switch (verdict) {
            case PASS -> pass++;
            case FAIL -> fail++;
            case ERROR -> error++;
            case SKIP -> skip++;
        }
        int hit = result.origin() == Answer.Origin.CACHED ? 1 : 0;
        int tries = result.attempts().size();
        cached += hit;
        attempts += tries;
        moreTries += Math.max(0, tries - 1);
        if (tries > 1) {
            addRetried(verdict);
        }
        maybeBilled += result.maybeBilled();
        duplicatePrompts += result.id().repeat() == 1 && result.duplicate() ? 1 : 0;
        skips.add(verdict == CaseVerdict.SKIP ? 1 : 0, unit);
        if (verdict != CaseVerdict.SKIP) {
            errors.add(verdict == CaseVerdict.ERROR ? 1 : 0, unit);
            retries.add(tries > 1 ? 1 : 0, unit);
            hits.add(hit, unit);
        }
    }

    private void addRetried(CaseVerdict verdict) {
        retried++;
        retriedPass += verdict == CaseVerdict.PASS ? 1 : 0;
        retriedFail += verdict == CaseVerdict.FAIL ? 1 : 0;
    }

    /** A case has all its repeats. */
    void add(Finished finished) {
        cases++;
        CaseShare share = finished.share();
        if (share.judged() == 0) {
            return;
        }
        int unit = finished.unit();
        passesByAnswers.merge(share.judged(), (long) share.passed(), Long::sum);
        passShares.add((double) share.passed() / share.judged(), unit);
        passedAny.add(share.passed() > 0 ? 1 : 0, unit);
        passedAll.add(share.passed() == share.judged() ? 1 : 0, unit);
        flaky.add(share.flaky() ? 1 : 0, unit);
    }

    private Stream<ShareTally> shares() {
        return Stream.of(errors, skips, retries, hits, flaky, passedAny, passedAll);
    }

    void close(int unit) {
        passShares.close(unit);
        shares().forEach(share -> share.close(unit));
    }

    void merge(VerdictTally other, IntUnaryOperator units) {
        passShares.merge(other.passShares, units);
        other.passesByAnswers.forEach((answers, passes) -> passesByAnswers.merge(answers, passes, Long::sum));
        List<ShareTally> theirs = other.shares().toList();
        List<ShareTally> ours = shares().toList();
        for (int i = 0; i < ours.size(); i++) {
            ours.get(i).merge(theirs.get(i), units);
        }
        cases += other.cases;
        pass += other.pass;
        fail += other.fail;
        error += other.error;
        skip += other.skip;
        cached += other.cached;
        attempts += other.attempts;
        moreTries += other.moreTries;
        retried += other.retried;
        maybeBilled += other.maybeBilled;
        retriedPass += other.retriedPass;
        retriedFail += other.retriedFail;
        duplicatePrompts += other.duplicatePrompts;
    }

    Counts counts() {
        return new Counts(
                cases,
                pass + fail + error + skip,
                pass,
                fail,
                error,
                skip,
                flaky.part(),
                cached,
                attempts,
                moreTries,
                retried,
                maybeBilled,
                retriedPass,
                retriedFail,
                duplicatePrompts);
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(passRate());
        figures.add(errors.figure("errorRate"));
        figures.add(skips.figure("skipRate"));
        figures.add(flaky.figure("flakyRate"));
        figures.add(retries.figure("retryRate"));
        figures.add(hits.figure("cacheRate"));
        figures.add(passedAny.figure("passAny"));
        figures.add(passedAll.figure("passAll"));
        return figures;
    }

    /** With one answer to each case a count; with several the mean over cases, each weighing once. */
    private Figure passRate() {
        long judged = pass + fail;
        long judgedCases = passShares.count();
        return passShares.share(
                judgedCases == judged
                        ? Shares.of("passRate", pass, judged)
                        : Figure.of("passRate", Unit.SHARE, casesPassed() / judgedCases, judgedCases),
                judged);
    }

    // Not the mean of rounded shares: three cases of one third each make one, and a limit may be just there.
    private double casesPassed() {
        double passed = 0;
        for (Map.Entry<Integer, Long> each : passesByAnswers.entrySet()) {
            passed += (double) each.getValue() / each.getKey();
        }
        return passed;
    }
}
