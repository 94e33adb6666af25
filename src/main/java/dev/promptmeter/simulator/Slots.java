package dev.promptmeter.simulator;

import java.util.ArrayDeque;

/** How many answers are worked on at a time; others wait in the order of their receipt. Confined to the loop's thread. */
final class Slots {

    /** What a request finds when it comes. */
    enum Entry {
        FREE,
        FULL,
        REFUSED
    }

    private record Waiting(Exchange exchange, Runnable work) {}

    private int limit;
    private int queueLimit;
    private final double fullLoad;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int busy;

    Slots(Settings settings) {
        limit(settings);
        fullLoad = settings.orElse(Flags.LOAD_FACTOR, 1.0);
    }

    /** Takes other limits; who works goes on, and who waits is let in as places become free. */
    void limit(Settings settings) {
        limit = settings.orElse(Flags.SLOTS, Integer.MAX_VALUE);
        queueLimit = settings.orElse(Flags.QUEUE, Integer.MAX_VALUE);
    }

    /** {@return FREE and takes a slot, or says whether there is room to wait} */
    Entry enter() {
        if (busy < limit) {
            busy++;
            return Entry.FREE;
        }
        waiting.removeIf(one -> one.exchange().over());
        return waiting.size() < queueLimit ? Entry.FULL : Entry.REFUSED;
    }

    void await(Exchange exchange, Runnable work) {
        waiting.add(new Waiting(exchange, work));
    }

    /** {@return the factor by which delays grow now} */
    double load() {
        return 1 + (fullLoad - 1) * busy / limit;
    }

    /** Gives a slot back; the longest waiting that is still there takes it. */
    void leave() {
        Waiting next = waiting.poll();
        while (next != null && next.exchange().over()) {
            next = waiting.poll();
        }
        if (next == null) {
            busy--;
        } else {
            next.work().run();
        }
    }
}
