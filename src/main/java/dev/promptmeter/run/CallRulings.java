package dev.promptmeter.run;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.score.Heard;
import dev.promptmeter.score.Question;
import dev.promptmeter.score.Ruling;
import dev.promptmeter.score.Rulings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules by what came of calls, once they are over. */
final class CallRulings implements Rulings {

    private final Map<String, List<JudgeCall>> calls = new HashMap<>();

    /** Takes calls that may have been asked the same question several times. */
    CallRulings(List<JudgeCall> all) {
        for (JudgeCall call : all) {
            calls.computeIfAbsent(call.question().identity(0), identity -> new ArrayList<>(1))
                    .add(call);
        }
    }

    @Override
    public Ruling on(Question question) {
        List<JudgeCall> asked = calls.get(question.identity(0));
        if (asked == null) {
            return new Ruling.Missing(FailureKind.JUDGE, "there is nobody to ask");
        }
        List<Heard.Reply> replies = new ArrayList<>(asked.size());
        for (JudgeCall call : asked) {
            Heard.Reply reply = call.reply();
            if (reply == null) {
                return missing(call);
            }
            replies.add(reply);
        }
        return new Ruling.Given(replies);
    }

    private static Ruling missing(JudgeCall call) {
        Ruling missing = call.missing();
        if (missing == null) {
            throw new IllegalStateException("a call of the judge is not over");
        }
        return missing;
    }
}
