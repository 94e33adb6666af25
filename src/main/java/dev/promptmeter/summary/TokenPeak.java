package dev.promptmeter.summary;

import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.dataset.LongList;
import org.jspecify.annotations.Nullable;

/** Output tokens second by second. Unknown as soon as nobody knows when the tokens of one answer came. Not thread-safe. */
final class TokenPeak {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final LongList seconds = new LongList();
    private final long from;
    private final long to;
    private final WorkClock clock;
    private boolean known = true;
    private long answers;

    /** Looks at the time between those instants of that clock. */
    TokenPeak(long from, long to, WorkClock clock) {
        this.from = from;
        this.to = to;
        this.clock = clock;
    }

    /** An answer came; its tokens are null if nobody counted them. */
    void add(@Nullable OutputTokens counted, Timing timing) {
        Long count = counted == null ? null : counted.count();
        OutputEvents output = timing.output();
        if (count == null || count > 0 && output.count() > 0 && output.tokens() == null) {
            known = false;
            return;
        }
        answers++;
        if (output.count() == 0 || output.tokens() == null) {
            add(timing.last(), count);
            return;
        }
        for (int i = 0; i < output.count(); i++) {
            add(output.instants()[i], output.tokens()[i]);
        }
    }

    private void add(long instant, long tokens) {
        long worked = clock.at(instant);
        if (from <= worked && worked <= to) {
            int second = (int) ((worked - from) / SECOND_NANOS);
            seconds.set(second, seconds.get(second) + tokens);
        }
    }

    /** {@return the tokens of the best second} */
    Figure figure() {
        String name = "run.peakTokenRate";
        if (!known || answers == 0) {
            return Figure.absent(name, Unit.TOKENS_PER_SECOND, answers, known ? "NO_DATA" : "UNKNOWN_TIMES");
        }
        long best = 0;
        for (int i = 0; i < seconds.size(); i++) {
            best = Math.max(best, seconds.get(i));
        }
        return best == 0
                ? Figure.absent(name, Unit.TOKENS_PER_SECOND, answers, "NO_DATA")
                : Figure.of(name, Unit.TOKENS_PER_SECOND, best, answers);
    }
}
