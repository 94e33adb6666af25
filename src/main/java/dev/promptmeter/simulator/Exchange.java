package dev.promptmeter.simulator;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request and the writing of its answer, piece by piece, each not before its instant. Confined to the loop's thread. */
final class Exchange implements Timed {

    private final Connection connection;
    private final HttpRequest request;
    private final Listener listener;
    private @Nullable OpenEntry entry;
    private Iterator<Piece> pieces = List.<Piece>of().iterator();
    private Ending ending = Ending.OPEN;
    private @Nullable Planned plan;
    private @Nullable Piece current;
    private int written;
    private long startNanos;
    private long beforeNanos;
    private long wakeAt;
    private boolean over;
    private boolean hushed;
    private @Nullable Runnable release;

    /** Who wants to know how exchanges go. */
    interface Listener {

        /** A piece was written to its end. */
        void wrote(OpenEntry entry, Piece piece, long startNanos, long beforeNanos);

        /** The exchange is over. */
        void ended(OpenEntry entry, LedgerEntry.Outcome outcome, long nowNanos);
    }

    Exchange(Connection connection, HttpRequest request, Listener listener) {
        this.connection = connection;
        this.request = request;
        this.listener = listener;
    }

    HttpRequest request() {
        return request;
    }

    Connection connection() {
        return connection;
    }

    /** From now on the exchange stands in the ledger. */
    OpenEntry enter(long sequence) {
        LedgerEntry.Caller caller = connection.caller(Heads.clientRequestId(request));
        OpenEntry opened = new OpenEntry(sequence, caller, request);
        entry = opened;
        return opened;
    }

    boolean over() {
        return over;
    }

    /** Runs {@code action} when the exchange is over, however it ends. */
    void whenOver(Runnable action) {
        release = action;
    }

    /** Starts to send an answer; its instants count from {@code start}. */
    void send(Planned planned, long start) {
        plan = planned;
        if (entry != null) {
            entry.started(planned, start);
        }
        if (hushed) {
            ending = Ending.HOLD;
            return;
        }
        pieces = planned.wire().iterator();
        ending = planned.wire().ending();
        startNanos = start;
        advance();
    }

    /** Writes everything that is due and can be written. */
    void advance() {
        try {
            while (!over && step()) {
                // Each step writes one piece.
            }
        } catch (IOException e) {
            connection.lost();
        }
    }

    private boolean step() throws IOException {
        Piece piece = current;
        if (piece == null) {
            if (!pieces.hasNext()) {
                finish();
                return false;
            }
            piece = pieces.next();
            current = piece;
            written = 0;
        }
        long due = startNanos + piece.dueNanos();
        if (written == 0 && !mayStart(piece, due)) {
            return false;
        }
        return write(piece, due);
    }

    private boolean mayStart(Piece piece, long due) {
        long now = System.nanoTime();
        if (due - now > 0 || connection.loop().paused() && entry != null) {
            wakeAt = due;
            connection.loop().wakeLater(this);
            return false;
        }
        beforeNanos = now;
        int stampAt = piece.mark().stampAt();
        if (stampAt >= 0) {
            beforeNanos = Stamp.write(piece.bytes(), stampAt);
        }
        return true;
    }

    private boolean write(Piece piece, long due) throws IOException {
        int from = written;
        written += connection.write(piece.bytes(), from);
        if (entry != null) {
            entry.wrote(piece, from, written);
        }
        if (written < piece.bytes().length) {
            connection.wantsToWrite();
            return false;
        }
        current = null;
        if (entry != null && piece.bytes().length > 0) {
            entry.finished(piece, due, beforeNanos, System.nanoTime());
            listener.wrote(entry, piece, startNanos, beforeNanos);
        }
        return true;
    }

    private void finish() {
        Planned planned = plan;
        if (ending != Ending.HOLD && planned != null) {
            end(planned.outcome());
            connection.ended(ending);
            if (ending == Ending.OPEN && planned.wire().idleNanos() >= 0) {
                connection.closeIdle(planned.wire().idleNanos());
            }
        }
    }

    /** From now on nothing more is written, and the connection stays open. */
    void hush(String fault) {
        hushed = true;
        ending = Ending.HOLD;
        pieces = List.<Piece>of().iterator();
        current = null;
        if (entry != null) {
            entry.struck(fault);
        }
    }

    /** The client closed or reset the connection. */
    void clientGone() {
        Planned planned = plan;
        boolean held = ending == Ending.HOLD && planned != null;
        end(held ? LedgerEntry.Outcome.FAULT : LedgerEntry.Outcome.CLIENT_GONE);
    }

    private void end(LedgerEntry.Outcome outcome) {
        if (!over) {
            over = true;
            pieces = List.<Piece>of().iterator();
            current = null;
            if (entry != null) {
                listener.ended(entry, outcome, System.nanoTime());
            }
            if (release != null) {
                release.run();
            }
        }
    }

    @Override
    public long wakeAt() {
        return wakeAt;
    }

    @Override
    public void wake() {
        advance();
    }
}
