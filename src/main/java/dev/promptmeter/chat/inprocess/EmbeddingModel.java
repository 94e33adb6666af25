package dev.promptmeter.chat.inprocess;

/**
 * A model inside this process that turns texts into numbers. Safe for many threads.
 *
 * <p>It is found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters, which does next to nothing: what
 * takes time is loaded with the first text. It asks no network and knows no chance: one text has one vector, today and in a year.
 */
public interface EmbeddingModel {

    /** {@return what a suite calls it behind {@code in-process:}; its weights are part of what the name means} */
    String name();

    /**
     * {@return the place of a text: as many finite numbers for every text, near each other where texts mean the same}
     *
     * @throws RuntimeException if it has no place, such as a text without a word
     */
    float[] embed(String text);
}
