package dev.promptmeter.run;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Heard;
import dev.promptmeter.score.Question;
import dev.promptmeter.score.Ruling;
import dev.promptmeter.score.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a judge is asked about one answer, call by call, and what comes of it. Handled by one thread at a time. */
final class Interview {

    private final CaseResult unjudged;
    private final CheckSet checks;
    private final Subject subject;
    private final List<JudgeCall> calls;

    /** Takes the calls in order. */
    Interview(CaseResult unjudged, CheckSet checks, Subject subject, List<JudgeCall> calls) {
        this.unjudged = unjudged;
        this.checks = checks;
        this.subject = subject;
        this.calls = List.copyOf(calls);
    }

    /** {@return the first call that is not over; null if all are} */
    @Nullable
    JudgeCall open() {
        return calls.stream().filter(call -> !call.over()).findFirst().orElse(null);
    }

    /** Nobody is asked what is still open. */
    void forgo() {
        calls.stream().filter(call -> !call.over()).forEach(JudgeCall::forgone);
    }

    /** {@return the result of the case, once all calls are over} */
    CaseResult result() {
        return Conclusions.judged(unjudged, checks.grade(subject, this::ruling), judging());
    }

    private Ruling ruling(Question question) {
        String identity = question.identity(0);
        List<Heard.Reply> replies = new ArrayList<>();
        for (JudgeCall call : calls) {
            if (call.question().identity(0).equals(identity)) {
                Heard.Reply reply = call.reply();
                if (reply == null) {
                    return missing(call);
                }
                replies.add(reply);
            }
        }
        return replies.isEmpty()
                ? new Ruling.Missing(FailureKind.JUDGE, "there is nobody to ask")
                : new Ruling.Given(replies);
    }

    private static Ruling missing(JudgeCall call) {
        Ruling missing = call.missing();
        if (missing == null) {
            throw new IllegalStateException("a call of the judge is not over");
        }
        return missing;
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
        if (checks.disagreed(subject, this::ruling)) {
            flags.add(Judging.DISAGREED);
        }
        return new Judging(made, flags);
    }
}
