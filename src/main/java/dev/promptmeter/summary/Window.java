package dev.promptmeter.summary;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Times;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.List;

/** The stretch of time in which a run started requests, and how much was answered in it. */
final class Window {

    private static final double NANOS_PER_SECOND = 1e9;

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long answers;
    private long tokens;

    void add(CaseResult result) {
        Times times = result.firstTimes();
        if (times == null) {
            return;
        }
        first = Math.min(first, times.start());
        last = Math.max(last, times.end());
        if (result.exchange() instanceof Answered answered) {
            answers++;
            Long completion = answered.completion().usage().completion();
            tokens += completion == null ? 0 : completion;
        }
    }

    void merge(Window other) {
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        answers += other.answers;
        tokens += other.tokens;
    }

    List<Figure> figures(long durationNanos) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("run.duration", Unit.NANOS, durationNanos, 1));
        figures.add(rate("run.requestRate", Unit.PER_SECOND, answers));
        figures.add(rate("run.outputTokenRate", Unit.TOKENS_PER_SECOND, tokens));
        return figures;
    }

    private Figure rate(String name, Unit unit, long count) {
        return last <= first
                ? Figure.absent(name, unit, 0, "NO_DATA")
                : Figure.of(name, unit, count * NANOS_PER_SECOND / (last - first), answers);
    }
}
