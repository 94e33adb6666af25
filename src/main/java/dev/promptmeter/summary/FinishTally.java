package dev.promptmeter.summary;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Counts why models stopped. */
final class FinishTally {

    private final Map<FinishReason.Kind, ShareTally> shares = new EnumMap<>(FinishReason.Kind.class);

    FinishTally() {
        for (FinishReason.Kind kind : FinishReason.Kind.values()) {
            shares.put(kind, new ShareTally());
        }
    }

    void add(CaseResult result, int unit) {
        if (result.exchange() instanceof Answered answered) {
            FinishReason.Kind found = answered.completion().finish().kind();
            shares.forEach((kind, share) -> share.add(kind == found ? 1 : 0, unit));
        }
    }

    void close(int unit) {
        shares.values().forEach(share -> share.close(unit));
    }

    void merge(FinishTally other, IntUnaryOperator units) {
        other.shares.forEach((kind, share) -> shares.get(kind).merge(share, units));
    }

    Map<FinishReason.Kind, Long> counts() {
        Map<FinishReason.Kind, Long> counts = new EnumMap<>(FinishReason.Kind.class);
        shares.forEach((kind, share) -> counts.put(kind, share.part()));
        return counts;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        shares.forEach((kind, share) -> figures.add(share.figure("finishReason." + kind.word())));
        return figures;
    }
}
