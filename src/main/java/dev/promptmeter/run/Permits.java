package dev.promptmeter.run;

/** How many requests of one kind may be in flight. Not thread-safe. */
final class Permits {

    private final int limit;
    private int used;

    Permits(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    boolean free() {
        return used < limit;
    }

    void take() {
        used++;
    }

    void release() {
        used--;
    }
}
