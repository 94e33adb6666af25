package dev.promptmeter.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ledger while it is written: the latest entries, all counters, and the file. Confined to the loop's thread. */
final class LedgerBook implements Exchange.Listener {

    private final long origin = System.nanoTime();
    private final int size;
    private final Modes.Bill onDisconnect;
    private final @Nullable FileChannel file;
    private final ArrayDeque<LedgerEntry> entries = new ArrayDeque<>();
    private final Map<Long, OpenEntry> open = new LinkedHashMap<>();
    private Counters counters = new Counters();
    private Runnable changed = () -> {};
    private long sequence;

    LedgerBook(Settings settings) {
        size = settings.orElse(Flags.LEDGER_SIZE, 100_000);
        onDisconnect = settings.orElse(Flags.BILL_ON_DISCONNECT, Modes.Bill.GENERATED);
        file = open(settings.find(Flags.LEDGER));
    }

    private static @Nullable FileChannel open(@Nullable Path path) {
        if (path == null) {
            return null;
        }
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new SimulatorException(new Problem(
                    path.toString(), null, null, "the ledger cannot be written (" + e + "); does the folder exist?"));
        }
    }

    void whenChanged(Runnable action) {
        changed = action;
    }

    long origin() {
        return origin;
    }

    Counters counters() {
        return counters;
    }

    int inFlight() {
        return open.size();
    }

    OpenEntry open(Exchange exchange) {
        OpenEntry entry = exchange.enter(++sequence);
        open.put(sequence, entry);
        counters.opened(open.size());
        return entry;
    }

    @Override
    public void wrote(OpenEntry entry, Piece piece, long startNanos, long beforeNanos) {
        counters.wrote(entry, piece, startNanos, beforeNanos);
    }

    @Override
    public void ended(OpenEntry entry, LedgerEntry.Outcome outcome, long nowNanos) {
        open.remove(entry.sequence());
        LedgerEntry closed = entry.close(outcome, onDisconnect, nowNanos, origin);
        counters.closed(closed);
        if (entries.size() >= size) {
            entries.remove();
        }
        entries.add(closed);
        append(closed);
        changed.run();
    }

    private void append(LedgerEntry entry) {
        if (file != null) {
            try {
                file.write(ByteBuffer.wrap(LedgerJson.line(entry)));
            } catch (IOException e) {
                throw new UncheckedIOException("the ledger cannot be written", e);
            }
        }
    }

    /** {@return a request in flight with another id, and what is said to it; null if there is none} */
    Site.@Nullable Stranger stranger(@Nullable String ownId) {
        for (OpenEntry entry : open.values()) {
            String id = entry.clientRequestId();
            Planned planned = entry.plan();
            if (id != null && !id.equals(ownId) && planned != null && planned.said() != null) {
                return new Site.Stranger(id, planned.said());
            }
        }
        return null;
    }

    Ledger snapshot() {
        List<LedgerEntry> sorted = new ArrayList<>(entries);
        sorted.sort((left, right) -> Long.compare(left.sequence(), right.sequence()));
        return new Ledger(
                sorted,
                counters.requests(),
                counters.finished(),
                new TreeMap<>(counters.faults()),
                counters.billedPicodollars());
    }

    /** {@return finished entries as JSON lines} */
    byte[] lines(long since, long limit, @Nullable String clientId) {
        ByteText out = new ByteText(4096);
        long left = limit;
        for (LedgerEntry entry : snapshot().entries()) {
            boolean wanted = clientId == null || clientId.equals(entry.clientRequestId());
            if (entry.sequence() > since && wanted && left-- > 0) {
                out.add(LedgerJson.line(entry));
            }
        }
        return out.toBytes();
    }

    /** {@return requests that are not finished as JSON lines, with nothing but their numbers} */
    byte[] openLines() {
        ByteText out = new ByteText(256);
        open.values()
                .forEach(entry -> out.add("{\"seq\":").add(entry.sequence()).add(",\"open\":true}\n"));
        return out.toBytes();
    }

    /** Forgets entries and counters; requests under way stay open and are entered when they end. */
    void forget() {
        entries.clear();
        counters = new Counters();
        sequence = open.isEmpty() ? 0 : sequence;
    }

    void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the ledger cannot be closed", e);
            }
        }
    }
}
