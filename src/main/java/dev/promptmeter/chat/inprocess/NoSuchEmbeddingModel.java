package dev.promptmeter.chat.inprocess;

/** A model is not on the class path, or does not work there; the message says which, and is a part of a sentence. */
public final class NoSuchEmbeddingModel extends Exception {

    private static final long serialVersionUID = 1L;

    NoSuchEmbeddingModel(String message) {
        super(message);
    }
}
