package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Message;
import java.util.List;

/** What a model is asked about one answer, or about two, and how its reply is understood. Immutable. */
public sealed interface Question permits JudgeQuestion, PairQuestion, EmbeddingQuestion {

    /** Changes with the system prompt, the form of messages or replies, and how replies are read. */
    String PROTOCOL = "1";

    /** Who is asked. */
    enum Asker {
        /** The judge of the suite. */
        JUDGE,
        /** The model of the suite that turns texts into numbers. */
        EMBEDDINGS
    }

    /** {@return who is asked} */
    Asker asker();

    /** {@return whether the answer is too long to be shown whole} */
    boolean cut();

    /** {@return whether it is about more than one answer, so that its reply decides about the others too} */
    default boolean compares() {
        return false;
    }

    /** {@return what is said; every answer that is shown stands between marks of its own} */
    List<Message> messages(Marks marks);

    /** {@return what a reply amounts to} */
    Heard read(Completion reply);

    /**
     * {@return what makes a reply to it reusable, 64 hex digits: everything that is asked and which time it is asked; never the mark}
     *
     * @param index from 0
     */
    String identity(int index);
}
