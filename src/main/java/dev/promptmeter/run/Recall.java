package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.score.Heard;
import dev.promptmeter.score.Question;
import dev.promptmeter.score.Ruling;
import dev.promptmeter.score.Rulings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules by what a judge has on record about one case, and asks nobody. */
public final class Recall implements Rulings {

    private final Judge judge;
    private final History history;
    private final CaseId id;
    private final AnswerKey keys = new AnswerKey();

    /** Takes the judge that would be asked, and the case that it would be asked about. */
    public Recall(Judge judge, History history, CaseId id) {
        this.judge = judge;
        this.history = history;
        this.id = id;
    }

    @Override
    public Ruling on(Question question) {
        List<Heard.Reply> replies = new ArrayList<>();
        for (int index = 0; index < judge.repeat(); index++) {
            reply(question, past(key(question, index))).ifPresent(replies::add);
        }
        return replies.size() == judge.repeat()
                ? new Ruling.Given(replies)
                : new Ruling.Missing(FailureKind.JUDGE, "no reply of the judge is on record");
    }

    /** {@return the key under which a reply to that question is on record} */
    String key(Question question, int index) {
        return keys.ofJudge(judge.model(), question.identity(index));
    }

    /** {@return what is on record under that key} */
    History.Past past(String key) {
        return history.judged(id, key);
    }

    /** {@return the first usable reply on record; one that failed or broke the protocol is no reply} */
    Optional<Heard.Reply> reply(Question question, History.Past past) {
        for (History.Tried tried : past.attempts()) {
            if (tried.answer() != null
                    && judge.model().wire().reader().read(tried.answer()) instanceof Answered answered
                    && question.read(answered.completion()) instanceof Heard.Reply reply) {
                return Optional.of(reply);
            }
        }
        return Optional.empty();
    }
}
