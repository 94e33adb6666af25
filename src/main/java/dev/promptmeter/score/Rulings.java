package dev.promptmeter.score;

import dev.promptmeter.chat.FailureKind;

/** What judges said about one answer. */
@FunctionalInterface
public interface Rulings {

    /** Nobody was asked. */
    Rulings NONE = question -> new Ruling.Missing(FailureKind.JUDGE, "no judge was asked");

    /** Nobody needed to be asked. */
    Rulings SPARED = question -> new Ruling.Spared();

    /** {@return what became of that question} */
    Ruling on(Question question);
}
