package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.score.Heard;
import dev.promptmeter.score.Question;
import dev.promptmeter.score.Ruling;
import org.jspecify.annotations.Nullable;

/** One question to a judge on its way to a reply. Handled by one thread at a time. */
final class JudgeCall {

    private static final int MOST_OFF_PROTOCOL = 2;

    private final Question question;
    private final Pending tries;
    private Heard.@Nullable Reply reply;
    private Ruling.@Nullable Missing missing;
    private int offProtocol;

    /**
     * A question that has not been asked yet.
     *
     * @param tries its attempts, as those of a case
     */
    JudgeCall(Question question, Pending tries) {
        this.question = question;
        this.tries = tries;
    }

    Question question() {
        return question;
    }

    Pending tries() {
        return tries;
    }

    /** {@return whether nothing more is to be asked} */
    boolean over() {
        return reply != null || missing != null;
    }

    /** {@return what the judge said; null if nothing usable} */
    Heard.@Nullable Reply reply() {
        return reply;
    }

    /** {@return why there is no reply; null unless that is final} */
    Ruling.@Nullable Missing missing() {
        return missing;
    }

    /** An answer of the judge came: its reply, or one that is asked for once more. */
    void answered(Answered answered) {
        Heard heard = question.read(answered.completion());
        if (heard instanceof Heard.Reply usable) {
            reply = usable;
        } else if (++offProtocol == MOST_OFF_PROTOCOL) {
            missing = new Ruling.Missing(FailureKind.JUDGE, ((Heard.OffProtocol) heard).why());
        }
    }

    /** {@return whether the judge answered, and never as it should} */
    boolean offProtocol() {
        return offProtocol == MOST_OFF_PROTOCOL;
    }

    /** No answer came, and no other attempt follows. */
    void failed(Failed failed) {
        String why = who() + " did not answer: " + failed.kind().word() + ", " + failed.message();
        missing = new Ruling.Missing(FailureKind.JUDGE, why);
    }

    /** {@return who is asked, for people} */
    String who() {
        return question.asker() == Question.Asker.JUDGE ? "the judge" : "the model of embeddings";
    }

    /** It would cost more than is left. */
    void refused(String why) {
        missing = new Ruling.Missing(FailureKind.JUDGE_BUDGET, why);
    }

    /** Nobody is to be asked it. */
    void forgone() {
        forgone(Recall.MISSING);
    }

    /** Nobody is to be asked it, for that reason. */
    void forgone(Ruling.Missing why) {
        missing = why;
    }

    /** The judge has said it before. */
    void replied(Heard.Reply before) {
        reply = before;
    }
}
