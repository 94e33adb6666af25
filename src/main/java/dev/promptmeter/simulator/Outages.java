package dev.promptmeter.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What befalls connections apart from any request: faults at their acceptance, and times in which nobody listens or answers. Confined
 * to the loop's thread.
 */
final class Outages {

    private static final byte[] KEY = "connection".getBytes(StandardCharsets.US_ASCII);

    private final List<Fault> receptions = new ArrayList<>();
    private final List<Fault> windows = new ArrayList<>();
    private final Faults faults;
    private final long seed;
    private final LedgerBook book;

    Outages(Settings settings, LedgerBook book) {
        for (Fault fault : settings.faults()) {
            if (fault.effect() instanceof ConnectionFault.Reception) {
                receptions.add(fault);
            } else if (fault.kind() == FaultKind.REFUSE || fault.kind() == FaultKind.DOWN) {
                windows.add(fault);
            }
        }
        this.faults = new Faults(receptions);
        this.seed = settings.orElse(Flags.SEED, 1L);
        this.book = book;
    }

    /** A connection was accepted; the first fault that holds for its number decides. */
    void accepted(Connection connection, long number, long sinceFirstNanos) throws IOException {
        if (receptions.isEmpty()) {
            return;
        }
        FaultSubject subject = new FaultSubject(Route.CONNECTION, number, number, "", "", false, sinceFirstNanos);
        for (Struck struck : faults.strike(subject, new Draws(seed, KEY, number), List.of(), List.of())) {
            book.counters().struck(struck.fault().label());
            if (struck.fault().effect() instanceof ConnectionFault.Reception reception) {
                reception.receive(connection);
            }
        }
    }

    /** The first request of all was received; windows count from it. */
    void begin(EventLoop loop, long firstNanos) {
        for (Fault fault : windows) {
            long from = firstNanos + fault.conditions().fromNanos();
            long to = fault.conditions().toNanos();
            if (fault.kind() == FaultKind.DOWN) {
                loop.wakeLater(new Moment(from, () -> loop.silence(fault.label())));
                continue;
            }
            loop.wakeLater(new Moment(from, () -> {
                book.counters().struck(fault.label());
                loop.stopListening();
            }));
            if (to < Long.MAX_VALUE) {
                loop.wakeLater(new Moment(firstNanos + to, loop::listenAgain));
            }
        }
    }

    /** Something to do at an instant. */
    record Moment(long wakeAt, Runnable action) implements Timed {
        @Override
        public void wake() {
            action.run();
        }
    }
}
