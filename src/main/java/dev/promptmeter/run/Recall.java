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

/** Rules by what judges have on record about one case, and asks nobody. */
public final class Recall implements Rulings {

    /** Nobody has said anything that could be used. */
    static final Ruling.Missing MISSING = new Ruling.Missing(FailureKind.JUDGE, "no reply of the judge is on record");

    private final Advisers advisers;
    private final History history;
    private final CaseId id;
    private final AnswerKey keys = new AnswerKey();

    /** Takes who would be asked, and the case that it would be asked about. */
    public Recall(Advisers advisers, History history, CaseId id) {
        this.advisers = advisers;
        this.history = history;
        this.id = id;
    }

    @Override
    public Ruling on(Question question) {
        Model model = advisers.model(question.asker());
        List<Heard.Reply> replies = new ArrayList<>();
        for (int index = 0; model != null && index < advisers.repeat(question); index++) {
            reply(model, question, past(key(model, question, index))).ifPresent(replies::add);
        }
        return replies.size() == advisers.repeat(question) ? new Ruling.Given(replies) : MISSING;
    }

    /** {@return the key under which a reply to that question is on record} */
    String key(Model model, Question question, int index) {
        return keys.ofJudge(model, question.identity(index));
    }

    /** {@return what is on record under that key} */
    History.Past past(String key) {
        return history.judged(id, key);
    }

    /** {@return the first usable reply on record; one that failed or broke the protocol is no reply} */
    Optional<Heard.Reply> reply(Model model, Question question, History.Past past) {
        for (History.Tried tried : past.attempts()) {
            if (tried.answer() != null
                    && model.wire().reader().read(tried.answer()) instanceof Answered answered
                    && question.read(answered.completion()) instanceof Heard.Reply reply) {
                return Optional.of(reply);
            }
        }
        return Optional.empty();
    }
}
