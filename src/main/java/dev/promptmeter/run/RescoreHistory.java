package dev.promptmeter.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What a run that only asks judges knows of its cases: the answers that it was handed with them, and what judges have on record. Holds
 * as many answers as wait to be taken. Safe for many threads.
 */
final class RescoreHistory implements History {

    private final History judges;
    private final Map<String, Past> waiting = new ConcurrentHashMap<>();

    /** Takes what judges have on record. */
    RescoreHistory(History judges) {
        this.judges = judges;
    }

    /** A case is handed over with what its answer came in. */
    void hand(Case asked, Past past) {
        waiting.put(asked.key(), past);
    }

    /** What was never handed over is none of its business. */
    @Override
    public Past of(String key) {
        Past handed = waiting.remove(key);
        return handed == null ? new Past(Settled.YES, List.of()) : handed;
    }

    @Override
    public Past judged(CaseId id, String key) {
        return judges.judged(id, key);
    }

    @Override
    public void toJudges(Consumer<Sent> reader) {
        judges.toJudges(reader);
    }
}
