package dev.promptmeter.run;

import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Rulings;
import dev.promptmeter.score.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a judge is asked about one answer, call by call, and what comes of it. Handled by one thread at a time. */
final class Interview {

    private final Matter matter;
    private final List<JudgeCall> calls;
    private final Rulings rulings;
    private final @Nullable Comparison comparison;

    /**
     * What it is about.
     *
     * @param unjudged the answer
     * @param checks that judge it
     * @param subject the answer, as checks see it
     */
    record Matter(CaseResult unjudged, CheckSet checks, Subject subject) {}

    /** Takes the calls in order. */
    Interview(Matter matter, List<JudgeCall> calls) {
        this(matter, calls, new CallRulings(calls), null);
    }

    /**
     * Takes the calls of an answer that is compared with others.
     *
     * @param rulings by these and by the calls that are made for the others
     * @param comparison that some of the calls belong to; null if nobody is asked to compare
     */
    Interview(Matter matter, List<JudgeCall> calls, Rulings rulings, @Nullable Comparison comparison) {
        this.matter = matter;
        this.calls = List.copyOf(calls);
        this.rulings = rulings;
        this.comparison = comparison;
    }

    /** {@return the first call that is not over; null if all are} */
    @Nullable
    JudgeCall open() {
        for (JudgeCall call : calls) {
            if (comparison != null && call.question().compares()) {
                comparison.look(call);
            }
            if (!call.over()) {
                return call;
            }
        }
        return null;
    }

    /** {@return whether anybody is asked} */
    boolean asks() {
        return !calls.isEmpty();
    }

    /** Nobody is asked what is still open. */
    void forgo() {
        calls.stream().filter(call -> !call.over()).forEach(JudgeCall::forgone);
        if (comparison != null) {
            comparison.forgo();
        }
    }

    /** {@return the result of the case, once all calls are over} */
    CaseResult result() {
        return Conclusions.judged(matter.unjudged(), matter.checks().grade(matter.subject(), rulings), judging());
    }

    private Judging judging() {
        List<Judging.Call> made = new ArrayList<>();
        Set<String> flags = new HashSet<>();
        for (JudgeCall call : calls) {
            made.addAll(call.tries().calls());
            if (call.question().cut()) {
                flags.add(Judging.CUT);
            }
        }
        if (matter.checks().disagreed(matter.subject(), rulings)) {
            flags.add(Judging.DISAGREED);
        }
        return new Judging(made, flags, matter.checks().orderEffect(matter.subject(), rulings));
    }
}
