package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Goes through what earlier starts recorded of a repeat, as if it came in now. Safe for many threads. */
final class Replay {

    private final AttemptReader reader;
    private final History history;
    private final Traffic traffic;
    private final Set<CaseId> concluding = ConcurrentHashMap.newKeySet();

    Replay(AttemptReader reader, History history, Traffic traffic) {
        this.reader = reader;
        this.history = history;
        this.traffic = traffic;
    }

    /** {@return whether what earlier starts recorded of this repeat settles it; what they recorded counts either way} */
    boolean settles(Pending pending) {
        if (!pending.tried().isEmpty()) {
            return false;
        }
        boolean settled = take(pending);
        History.Settled before = pending.past().settled();
        if (before == History.Settled.NO) {
            return settled;
        }
        if (before == History.Settled.ERROR_AGAIN && !(pending.last() instanceof Answered)) {
            pending.renew();
            return false;
        }
        concluding.add(pending.asked().id());
        return pending.last() != null;
    }

    /** {@return whether that repeat had its result before; asked once, when it has it again} */
    boolean hadResult(CaseId id) {
        return !concluding.isEmpty() && concluding.remove(id);
    }

    /** {@return a case with all that earlier starts recorded of it, its result or none} */
    Pending onRecord(Case asked) {
        Pending before = new Pending(asked, history.whole(asked.key()));
        take(before);
        return before;
    }

    private boolean take(Pending pending) {
        boolean settled = found(pending);
        for (History.Tried tried : pending.past().attempts()) {
            settled = tried.answer() == null ? cutOff(pending, tried) : ended(pending, tried, tried.answer());
        }
        return settled;
    }

    private boolean found(Pending pending) {
        CachedAnswer cached = pending.past().cached();
        if (cached == null) {
            return false;
        }
        pending.found(reader.cached(pending.asked().model(), cached));
        return true;
    }

    private boolean cutOff(Pending pending, History.Tried tried) {
        pending.addPast(reader.cutOff(pending.asked().model(), tried.begun()), null);
        return false;
    }

    private boolean ended(Pending pending, History.Tried tried, RecordedAnswer recorded) {
        AttemptReader.Ended ended = reader.ended(pending.asked().model(), tried.begun(), recorded);
        pending.addPast(ended.attempt(), ended.exchange());
        return ended.exchange() instanceof Answered || isFinal(pending, (Failed) ended.exchange());
    }

    private boolean isFinal(Pending pending, Failed failed) {
        return failed.kind() != FailureKind.CANCELLED && !traffic.mayFollow(pending, failed);
    }
}
