package dev.promptmeter.chat.openai;

import org.jspecify.annotations.Nullable;

/** A piece of a tool call that is known already: more of its arguments, and nothing else. */
final class UsualPiece {

    private final JsonCursor json;
    private final SlicedText arguments = new SlicedText();
    private int pieces;
    private int index;
    private boolean indexed;

    UsualPiece(JsonCursor json) {
        this.json = json;
    }

    /** There is none. */
    void forget() {
        arguments.absent();
        pieces = 0;
        indexed = false;
    }

    /** Reads the member {@code tool_calls} of a delta. */
    void read() {
        if (json.absent()) {
            return;
        }
        json.array();
        while (json.element(pieces)) {
            pieces++;
            piece();
        }
        if (pieces > 1 || pieces == 1 && !indexed) {
            json.lose();
        }
    }

    private void piece() {
        for (int piece = json.object(); json.member(piece); ) {
            switch (json.name()) {
                case INDEX -> {
                    index = json.count();
                    indexed = true;
                }
                case FUNCTION -> function();
                case ID -> json.blank();
                case CUSTOM -> json.nothing();
                default -> json.value();
            }
        }
    }

    private void function() {
        for (int function = json.object(); json.member(function); ) {
            switch (json.name()) {
                case ARGUMENTS -> json.text(arguments);
                case NAME -> json.blank();
                default -> json.value();
            }
        }
    }

    /** {@return whether there is one} */
    boolean present() {
        return pieces > 0;
    }

    /** {@return which call it belongs to} */
    int index() {
        return index;
    }

    /** {@return what it adds to the arguments} */
    SlicedText arguments() {
        return arguments;
    }

    /** {@return the same; null if it adds nothing} */
    @Nullable
    SlicedText text() {
        return arguments.isEmpty() ? null : arguments;
    }
}
