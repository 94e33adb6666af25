package dev.promptmeter.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What a simulator did so far, in memory that does not grow. Confined to the loop's thread. */
final class Counters {

    /** Asked and real durations of one kind, and how late the writes were. */
    record Delays(Spread asked, Spread real, Spread late) {
        Delays() {
            this(new Spread(), new Spread(), new Spread());
        }
    }

    private final Delays answers = new Delays();
    private final Delays events = new Delays();
    private final Map<LedgerEntry.Outcome, Long> outcomes = new EnumMap<>(LedgerEntry.Outcome.class);
    private final Map<String, Long> faults = new TreeMap<>();
    private long requests;
    private long finished;
    private long billed;
    private long billedPicodollars;
    private int mostInFlight;
    private long otherConnections;
    private long otherBytes;

    void opened(int inFlight) {
        requests++;
        mostInFlight = Math.max(mostInFlight, inFlight);
    }

    void wrote(OpenEntry entry, Piece piece, long startNanos, long beforeNanos) {
        if (piece.mark().kind() != Piece.Kind.OUTPUT) {
            return;
        }
        long late = beforeNanos - startNanos - piece.dueNanos();
        OpenEntry.Last last = entry.lastOutput();
        if (last == null) {
            answers.asked().add(piece.dueNanos());
            answers.real().add(beforeNanos - startNanos);
            answers.late().add(late);
        } else {
            events.asked().add(piece.dueNanos() - last.dueNanos());
            events.real().add(beforeNanos - last.beforeNanos());
            events.late().add(late);
        }
        if (piece.mark().event()) {
            entry.lastOutput(new OpenEntry.Last(piece.dueNanos(), beforeNanos));
        }
    }

    void closed(LedgerEntry entry) {
        finished++;
        if (entry.outcome() != LedgerEntry.Outcome.COMPLETE || entry.answered()) {
            outcomes.merge(entry.outcome(), 1L, Long::sum);
        }
        entry.faults().forEach(fault -> faults.merge(fault, 1L, Long::sum));
        if (entry.billedPicodollars() > 0) {
            billed++;
            billedPicodollars += entry.billedPicodollars();
        }
    }

    /** A connection without a request met this fault. */
    void struck(String fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    /** The second port received something. */
    void elsewhere(int connections, int bytes) {
        otherConnections += connections;
        otherBytes += bytes;
    }

    long otherConnections() {
        return otherConnections;
    }

    long otherBytes() {
        return otherBytes;
    }

    Delays answers() {
        return answers;
    }

    Delays events() {
        return events;
    }

    long outcomes(LedgerEntry.Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    Map<String, Long> faults() {
        return faults;
    }

    long requests() {
        return requests;
    }

    long finished() {
        return finished;
    }

    long billed() {
        return billed;
    }

    long billedPicodollars() {
        return billedPicodollars;
    }

    int mostInFlight() {
        return mostInFlight;
    }
}
