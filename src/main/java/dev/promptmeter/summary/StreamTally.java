package dev.promptmeter.summary;

import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenPace;
import dev.promptmeter.chat.TokenSource;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what says how far figures of connections, streams and tokens can be trusted. */
final class StreamTally {

    private final Map<TokenSource, Long> sources = new EnumMap<>(TokenSource.class);
    private final Map<TokenPace.Basis, Long> bases = new EnumMap<>(TokenPace.Basis.class);
    private long events;
    private long coalesced;
    private long answers;
    private long cold;

    void add(CaseResult result) {
        OutputTokens tokens = result.outputTokens();
        if (tokens != null && result.origin() == Answer.Origin.FRESH) {
            sources.merge(tokens.source(), 1L, Long::sum);
        }
        Timing timing = result.timing();
        if (timing == null) {
            return;
        }
        answers++;
        cold += result.cold() ? 1 : 0;
        OutputEvents output = timing.output();
        events += output.count();
        coalesced += output.coalesced();
        TokenPace.Basis basis = result.pace() == null ? null : result.pace().basis();
        if (basis != null) {
            bases.merge(basis, 1L, Long::sum);
        }
    }

    void merge(StreamTally other) {
        other.sources.forEach((source, count) -> sources.merge(source, count, Long::sum));
        other.bases.forEach((basis, count) -> bases.merge(basis, count, Long::sum));
        events += other.events;
        coalesced += other.coalesced;
        answers += other.answers;
        cold += other.cold;
    }

    /** Events of one answer are alike, and connections are opened at the start: their shares have no interval. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(share("coalescedShare", coalesced, events));
        figures.add(share("coldShare", cold, answers));
        sources.forEach((source, count) -> figures.add(count("tokensSource." + source.word(), count)));
        bases.forEach((basis, count) -> figures.add(count("tpotBasis." + basis.word(), count)));
        return figures;
    }

    private static Figure share(String name, long part, long whole) {
        return whole == 0
                ? Figure.absent(name, Unit.SHARE, 0, "NO_DATA")
                : Figure.of(name, Unit.SHARE, (double) part / whole, whole);
    }

    private static Figure count(String name, long count) {
        return Figure.of(name, Unit.COUNT, count, count);
    }
}
