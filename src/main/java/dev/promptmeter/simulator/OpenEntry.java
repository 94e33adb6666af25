package dev.promptmeter.simulator;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger entry that is still being written. Confined to the loop's thread. */
final class OpenEntry {

    private final long sequence;
    private final LedgerEntry.Caller caller;
    private final long firstReceivedNanos;
    private final long receivedNanos;
    private LedgerEntry.@Nullable Content content;
    private @Nullable Planned plan;
    private long startedNanos;
    private @Nullable Long headNanos;
    private @Nullable Long firstOutputNanos;
    private @Nullable Long lastByteNanos;
    private long bodyBytes;
    private int events;
    private int tokens;
    private @Nullable MessageDigest digest;
    private @Nullable EventTimes times;
    private @Nullable Last lastOutput;
    private List<String> struck = List.of();
    private boolean early;

    OpenEntry(long sequence, LedgerEntry.Caller caller, HttpRequest request) {
        this.sequence = sequence;
        this.caller = caller;
        this.firstReceivedNanos = request.firstNanos();
        this.receivedNanos = request.receivedNanos();
        this.startedNanos = request.receivedNanos();
    }

    /** The instants of events while they happen. */
    private record EventTimes(Instants due, Instants before, Instants after, List<Integer> tokens) {

        EventTimes() {
            this(new Instants(), new Instants(), new Instants(), new ArrayList<>());
        }

        LedgerEntry.Events since(long origin) {
            return new LedgerEntry.Events(due.since(origin), before.since(origin), after.since(origin), tokens);
        }
    }

    /** The event with text before this one. */
    record Last(long dueNanos, long beforeNanos) {}

    @Nullable
    Last lastOutput() {
        return lastOutput;
    }

    void lastOutput(Last output) {
        lastOutput = output;
    }

    long sequence() {
        return sequence;
    }

    @Nullable
    Planned plan() {
        return plan;
    }

    @Nullable
    String clientRequestId() {
        return caller.clientRequestId();
    }

    void content(LedgerEntry.Content asked) {
        content = asked;
    }

    void started(Planned planned, long nanos) {
        plan = planned;
        startedNanos = nanos;
        digest = Digests.sha256();
        if (planned.keepsEvents()) {
            times = new EventTimes();
        }
    }

    /** A fault befell it that was not planned with its answer. */
    void struck(String fault) {
        struck = new ArrayList<>(struck);
        struck.add(fault);
    }

    /** A limit refused it. */
    void refused(RateLimits.Refused refused) {
        struck(refused.limit());
        early = refused.early();
    }

    private List<String> faults(@Nullable Planned planned) {
        List<String> all = planned == null ? List.of() : planned.faults();
        if (struck.isEmpty()) {
            return all;
        }
        List<String> both = new ArrayList<>(all);
        both.addAll(struck);
        return both;
    }

    /** Some bytes of a piece were written. */
    void wrote(Piece piece, int from, int to) {
        int bodyFrom = Math.max(piece.bodyFrom(), from);
        int bodyTo = Math.min(piece.bodyTo(), to);
        if (bodyTo > bodyFrom && digest != null) {
            digest.update(piece.bytes(), bodyFrom, bodyTo - bodyFrom);
            bodyBytes += bodyTo - bodyFrom;
        }
    }

    /** A piece was written to its end; the instants are on the machine's clock. */
    void finished(Piece piece, long dueNanos, long beforeNanos, long afterNanos) {
        headNanos = headNanos == null ? beforeNanos : headNanos;
        lastByteNanos = afterNanos;
        Piece.Mark mark = piece.mark();
        tokens += mark.tokens();
        if (mark.kind() == Piece.Kind.OUTPUT && firstOutputNanos == null) {
            firstOutputNanos = beforeNanos;
        }
        if (mark.event()) {
            events++;
            if (times != null) {
                times.due().add(dueNanos);
                times.before().add(beforeNanos);
                times.after().add(afterNanos);
                times.tokens().add(mark.tokens());
            }
        }
    }

    /** {@return the finished entry, all instants since {@code origin}} */
    LedgerEntry close(LedgerEntry.Outcome outcome, Modes.Bill onDisconnect, long nowNanos, long origin) {
        Planned planned = plan;
        boolean gone = outcome == LedgerEntry.Outcome.CLIENT_GONE;
        Charge charge = Charge.of(planned, outcome, onDisconnect, generated(planned, nowNanos));
        byte[] bytes = digest == null || bodyBytes == 0 ? null : digest.digest();
        return new LedgerEntry(
                sequence,
                caller,
                content,
                times(nowNanos, origin),
                new LedgerEntry.Sent(
                        planned == null || headNanos == null ? null : planned.status(),
                        bodyBytes,
                        events,
                        gone ? bodyBytes : null,
                        planned == null || planned.textDigest() == null ? null : planned.textDigest(),
                        bytes == null ? null : LedgerEntry.Digest.of(bytes),
                        times == null ? null : times.since(origin)),
                charge.tokens(),
                outcome,
                faults(planned),
                early,
                charge.bill());
    }

    /** An answer in one piece is produced token by token as well; a client that leaves early leaves some of them unmade. */
    private int generated(@Nullable Planned planned, long nowNanos) {
        if (planned == null || planned.streamed()) {
            return tokens;
        }
        boolean made = headNanos != null || nowNanos - startedNanos >= planned.dueNanos();
        double share = made ? 1 : (double) (nowNanos - startedNanos) / planned.dueNanos();
        return (int) (planned.spokenTokens() * share);
    }

    private LedgerEntry.Times times(long nowNanos, long origin) {
        return new LedgerEntry.Times(
                firstReceivedNanos - origin,
                receivedNanos - origin,
                startedNanos - receivedNanos,
                since(headNanos, origin),
                since(firstOutputNanos, origin),
                since(lastByteNanos, origin),
                nowNanos - origin);
    }

    private static @Nullable Long since(@Nullable Long nanos, long origin) {
        return nanos == null ? null : nanos - origin;
    }
}
