package dev.promptmeter.run;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The repeats of one row whose answers are compared with each other: each prompt and model once. None is judged before all of them have
 * come to their end, and none has its result before all have been judged. Safe for many threads.
 *
 * <p>It is held by its repeats alone, so what is held grows with those in flight and not with the rows.
 */
final class Siblings {

    private final SortedMap<Integer, Pending> answered = new TreeMap<>();
    private int awaited;
    private int absent;
    private int unheard;

    /**
     * Takes how many there are.
     *
     * @param awaited that come to an end of some kind
     * @param absent that never do
     */
    Siblings(int awaited, int absent) {
        this.awaited = awaited;
        this.absent = absent;
    }

    /**
     * One of them has an answer.
     *
     * @param aside told of it while others are awaited
     * @return whether it was the last one awaited
     */
    synchronized boolean come(Pending pending, Seat seat, Consumer<Pending> aside) {
        answered.put(seat.place(), pending);
        awaited--;
        if (awaited > 0) {
            aside.accept(pending);
        }
        return awaited == 0;
    }

    /** One of them remains without an answer. {@return whether it was the last one awaited} */
    synchronized boolean without() {
        awaited--;
        return awaited == 0;
    }

    /** One of them is never asked. {@return whether it was the last one awaited} */
    synchronized boolean missing() {
        absent++;
        return without();
    }

    /** That one, which was thought to have an answer, has none. */
    synchronized void remove(Pending pending) {
        answered.values().remove(pending);
    }

    /** That one, which was thought to have an answer, has nothing on record. */
    synchronized void lost(Pending pending) {
        remove(pending);
        absent++;
    }

    /** {@return those that have an answer, in the order in which they are asked} */
    synchronized List<Pending> answered() {
        return List.copyOf(answered.values());
    }

    /** {@return those of them that have no result yet} */
    synchronized List<Pending> open() {
        return answered.values().stream().filter(each -> !each.settled()).toList();
    }

    /** {@return how many will never have one} */
    synchronized int absent() {
        return absent;
    }

    /** From now on their judges are asked. */
    synchronized void begin() {
        unheard = open().size();
    }

    /**
     * Every question about one of them has its reply.
     *
     * @param aside told of it while there are others
     * @return whether it was the last one
     */
    synchronized boolean heard(Pending pending, Consumer<Pending> aside) {
        unheard--;
        if (unheard > 0) {
            aside.accept(pending);
        }
        return unheard == 0;
    }
}
