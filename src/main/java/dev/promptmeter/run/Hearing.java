package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import org.jspecify.annotations.Nullable;

/** Hears models about answers: what is asked about each, until all of it has its reply or has to wait. For one thread. */
final class Hearing {

    private final RunContext context;
    private final Asker asker;
    private final Contests contests;

    Hearing(RunContext context, Asker asker) {
        this.context = context;
        this.asker = asker;
        this.contests = new Contests(context);
    }

    /** An answer has come that those may be asked about. */
    void begin(Pending pending, CaseResult unjudged, Interviews interviews) throws InterruptedException {
        if (pending.asked().seat() != null) {
            compare(pending, unjudged, pending.asked().seat());
            return;
        }
        Interview interview = interviews.about(pending.asked(), unjudged);
        if (interview == null) {
            context.record(interviews.spared(pending.asked(), unjudged), pending);
            return;
        }
        context.judged(pending.asked());
        // Whatever becomes of the judge, the answer is on disk.
        asker.awaitWritten();
        pending.begin(interview);
        meet(pending, interview);
    }

    private void compare(Pending pending, CaseResult unjudged, Seat seat) throws InterruptedException {
        asker.awaitWritten();
        pending.answered(unjudged);
        if (contests.come(pending, seat) && pending.interview() != null) {
            meet(pending, pending.interview());
        }
    }

    /** Goes over to the judge. */
    private void meet(Pending pending, Interview interview) throws InterruptedException {
        JudgeCall call = interview.open();
        if (call == null || goesOn(pending, call)) {
            hear(pending, interview);
        }
    }

    private boolean goesOn(Pending pending, JudgeCall call) {
        return context.queue().goOn(pending, context.traffic().routes().of(call));
    }

    /** Asks the judge, to whom the way is free, until every question has its reply or one has to wait. */
    void hear(Pending pending, Interview interview) throws InterruptedException {
        JudgeCall call = interview.open();
        while (call != null) {
            RetryRule.Decision.Again again = put(pending, call);
            if (again != null) {
                asker.later(pending, call.tries(), again.waitNanos());
                return;
            }
            call = interview.open();
            if (call != null && !goesOn(pending, call)) {
                return;
            }
        }
        if (pending.asked().seat() != null) {
            contests.heard(pending, pending.asked().seat());
        } else {
            context.record(interview.result(), pending);
        }
    }

    /**
     * Makes one attempt. {@return when to make another, if it has to be waited for; null if it is over or can be made at once}
     *
     * @param standing what stands in line for the judge
     */
    RetryRule.Decision.@Nullable Again put(Pending standing, JudgeCall call) throws InterruptedException {
        call.tries().waitedWith(standing);
        Exchange exchange = attempt(call);
        if (exchange != null) {
            standing.passage().tell(exchange);
        }
        if (exchange instanceof Answered answered) {
            context.traffic().earned();
            context.interviews().answered(call, answered);
        } else if (exchange instanceof Failed failed) {
            if (context.traffic().decide(standing, call.tries(), failed) instanceof RetryRule.Decision.Again again) {
                return again;
            }
            context.interviews().failed(call, failed).ifPresent(context::stop);
        }
        return null;
    }

    /** {@return what came of one attempt; null if it may not be made} */
    private @Nullable Exchange attempt(JudgeCall call) throws InterruptedException {
        context.requireTime();
        if (context.cache().leavesOut()) {
            call.forgone();
            return null;
        }
        return context.interviews().budget(call).pay(call, asker::ask);
    }
}
