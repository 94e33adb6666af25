package dev.promptmeter.summary;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts why models stopped. */
final class FinishTally {

    private final Map<FinishReason.Kind, Long> counts = new EnumMap<>(FinishReason.Kind.class);
    private long answers;

    FinishTally() {
        for (FinishReason.Kind kind : FinishReason.Kind.values()) {
            counts.put(kind, 0L);
        }
    }

    void add(CaseResult result) {
        if (result.exchange() instanceof Answered answered) {
            answers++;
            counts.merge(answered.completion().finish().kind(), 1L, Long::sum);
        }
    }

    void merge(FinishTally other) {
        answers += other.answers;
        other.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    }

    Map<FinishReason.Kind, Long> counts() {
        return counts;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        counts.forEach((kind, count) -> figures.add(Shares.of("finishReason." + kind.word(), count, answers)));
        return figures;
    }
}
