package dev.promptmeter.summary;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.run.CaseResult;
import org.jspecify.annotations.Nullable;

/** Adds up stated token counts. */
final class TokenTally {

    private TokenTotals totals = new TokenTotals(0, 0, 0, 0, 0, 0, 0);

    void add(CaseResult result) {
        if (result.exchange() instanceof Answered answered) {
            TokenUsage usage = answered.completion().usage();
            totals = plus(new TokenTotals(
                    orZero(usage.prompt()),
                    orZero(usage.cached()),
                    orZero(usage.cacheWrite()),
                    orZero(usage.completion()),
                    orZero(usage.reasoning()),
                    usage.complete() ? 1 : 0,
                    1));
        }
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    void merge(TokenTally other) {
        totals = plus(other.totals);
    }

    private TokenTotals plus(TokenTotals more) {
        return new TokenTotals(
                Math.addExact(totals.prompt(), more.prompt()),
                Math.addExact(totals.cached(), more.cached()),
                Math.addExact(totals.cacheWrite(), more.cacheWrite()),
                Math.addExact(totals.completion(), more.completion()),
                Math.addExact(totals.reasoning(), more.reasoning()),
                totals.n() + more.n(),
                totals.answers() + more.answers());
    }

    TokenTotals totals() {
        return totals;
    }
}
