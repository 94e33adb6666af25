package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import java.util.List;

/**
 * Leads repeats whose answers are compared with each other through a run: aside until all have come, to the judge, and aside again until
 * all have been heard. One that is aside holds no thread.
 */
final class Contests {

    private final RunContext context;
    private final CaseQueue queue;

    Contests(RunContext context) {
        this.context = context;
        this.queue = context.queue();
    }

    /** {@return whether the judge can be asked about that answer now; if not, it has been put aside} */
    boolean come(Pending pending, Seat seat) {
        boolean last = seat.siblings().come(pending, seat, queue::park);
        if (last) {
            begin(seat.siblings());
        }
        return last;
    }

    /** No answer came, and those that would be compared with it wait for it no longer. */
    void without(Pending pending) {
        Seat seat = pending.asked().seat();
        if (seat != null && seat.siblings().without()) {
            begin(seat.siblings());
        }
    }

    /** It is left out, and those that would be compared with it cannot be. */
    void missing(Pending pending) {
        Seat seat = pending.asked().seat();
        if (seat != null && seat.siblings().missing()) {
            begin(seat.siblings());
        }
    }

    /** An earlier start has its result on record. */
    void lookOn(Pending pending, Seat seat) {
        boolean last = seat.siblings().come(pending, seat, aside -> {});
        if (last) {
            begin(seat.siblings());
        }
    }

    private void begin(Siblings siblings) {
        List<Pending> open = siblings.open();
        if (open.isEmpty()) {
            return;
        }
        siblings.answered().stream().filter(Pending::settled).forEach(each -> recall(each, siblings));
        context.interviews().compare(siblings);
        siblings.begin();
        open.stream().filter(Pending::asksJudge).forEach(each -> context.judged(each.asked()));
        queue.release(open);
    }

    /** Only here, since it takes reading: mostly all of them have their results. */
    private void recall(Pending settled, Siblings siblings) {
        Case asked = settled.asked();
        Pending before = context.replay().onRecord(asked);
        if (asked.row().options().providedOutput() != null) {
            settled.answered(Conclusions.unjudgedProvided(asked.id(), asked.row()));
        } else if (before.last() instanceof Answered) {
            settled.answered(Conclusions.unjudged(asked.id(), asked.row(), before.tries()));
        } else if (before.last() != null) {
            siblings.remove(settled);
        } else {
            siblings.lost(settled);
        }
    }

    /** The judge was heard about that answer; the last one brings the results of all. */
    void heard(Pending pending, Seat seat) {
        if (!seat.siblings().heard(pending, queue::park)) {
            return;
        }
        for (Pending each : seat.siblings().open()) {
            queue.takeBack(each);
            Interview interview = each.interview();
            if (interview != null) {
                context.record(interview.result(), each);
            }
        }
    }
}
