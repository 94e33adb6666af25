package dev.promptmeter.run;

import dev.promptmeter.score.Question;
import dev.promptmeter.score.Ruling;
import dev.promptmeter.score.Rulings;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a judge is asked to compare the answers to one row, whichever of them a call is made for. Safe for many threads. */
final class Comparison implements Rulings {

    private final List<JudgeCall> calls;
    private final Rulings rulings;
    private final AtomicReference<Ruling.@Nullable Missing> missing = new AtomicReference<>();

    /** Takes every call. */
    Comparison(List<JudgeCall> calls) {
        this.calls = List.copyOf(calls);
        this.rulings = new CallRulings(calls);
    }

    /** Looks at a call between its attempts: without its reply all others are worth nothing, and are not made. */
    void look(JudgeCall call) {
        if (call.missing() != null) {
            missing.compareAndSet(null, call.missing());
        }
        Ruling.Missing why = missing.get();
        if (why != null && !call.over()) {
            call.forgone(why);
        }
    }

    /** Nobody is asked what is still open. */
    void forgo() {
        calls.stream().filter(call -> !call.over()).forEach(JudgeCall::forgone);
    }

    @Override
    public Ruling on(Question question) {
        return rulings.on(question);
    }
}
