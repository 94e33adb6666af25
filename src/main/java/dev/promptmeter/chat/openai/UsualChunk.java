package dev.promptmeter.chat.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * A chunk as most of them are, read without a tree: one choice, which brings text, reasoning, a refusal or more of a tool call, or
 * nothing. What is rare (usage, a finish reason, log probabilities, an error, several choices) and what is wrong is left to the tree.
 *
 * <p>Its texts stand in the bytes that were read and are valid as long as those. Used for one chunk after the other. Not thread-safe.
 */
final class UsualChunk {

    private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);

    private final JsonCursor json = new JsonCursor();
    private final byte @Nullable [] costMember;
    private final boolean possible;
    private final SlicedText object = new SlicedText();
    private final SlicedText id = new SlicedText();
    private final SlicedText model = new SlicedText();
    private final SlicedText content = new SlicedText();
    private final SlicedText refusal = new SlicedText();
    private final SlicedText plainReasoning = new SlicedText();
    private final SlicedText otherReasoning = new SlicedText();
    private final UsualPiece piece = new UsualPiece(json);
    private byte[] bytes = {};
    private int from;
    private int to;
    private @Nullable SlicedText changing;
    private boolean repeated;
    private int choices;
    private int index;
    private boolean detailed;

    /** Reads chunks of a stream that may state its cost in a place of its own. */
    UsualChunk(@Nullable JsonPointer costField) {
        possible = costField == null || costField.getMatchingProperty() != null;
        costMember = costField == null || costField.getMatchingProperty() == null
                ? null
                : costField.getMatchingProperty().getBytes(StandardCharsets.UTF_8);
    }

    /** {@return whether it is a usual chunk, and all of it is known} */
    boolean read(byte[] in, int first, int last) {
        if (repeated) {
            repeated = false;
            return true;
        }
        bytes = in;
        from = first;
        to = last;
        changing = null;
        return possible && understood();
    }

    private boolean understood() {
        json.begin(bytes, from, to);
        forget();
        root();
        boolean hidden = detailed && plainReasoning.isEmpty() && otherReasoning.isEmpty();
        if (!json.ended() || choices != 1 || hidden || object.is(ERROR)) {
            return false;
        }
        changing = any();
        return true;
    }

    /** {@return a text that it brings; null if it brings none} */
    private @Nullable SlicedText any() {
        if (!content.isEmpty()) {
            return content;
        }
        if (!reasoning().isEmpty()) {
            return reasoning();
        }
        return refusal.isEmpty() ? piece.text() : refusal;
    }

    /**
     * Reads ahead a chunk that differs from the one before in one text alone, as most do, so that the next to be read is known. The one
     * before must still be where it was.
     *
     * @return where it ends, if an empty line follows; -1 if it differs in more, and nothing has been read
     */
    int again(byte[] in, int first, int last) {
        SlicedText text = changing;
        int begin = text == null ? last : first + text.from() - from;
        if (text == null || begin >= last || bytes != in || !Arrays.equals(in, from, text.from(), in, first, begin)) {
            return -1;
        }
        int end = json.endOfText(in, begin, last);
        int rest = end + to - text.to();
        boolean same = end > begin && rest + 1 < last && Arrays.equals(in, text.to(), to, in, end, rest);
        if (!same || in[rest] != '\n' || in[rest + 1] != '\n') {
            return -1;
        }
        text.between(in, begin, end);
        from = first;
        to = rest;
        repeated = true;
        return rest;
    }

    private void forget() {
        object.absent();
        id.absent();
        model.absent();
        content.absent();
        refusal.absent();
        plainReasoning.absent();
        otherReasoning.absent();
        piece.forget();
        choices = 0;
        index = 0;
        detailed = false;
    }

    private void root() {
        for (int root = json.object(); json.member(root); ) {
            if (costMember != null && json.named(costMember)) {
                json.nothing();
                continue;
            }
            switch (json.name()) {
                case ERROR -> json.blank();
                case USAGE, META, GROQ -> json.nothing();
                case OBJECT -> json.word(object);
                case ID -> json.text(id);
                case MODEL -> json.text(model);
                case CHOICES -> choices();
                default -> json.value();
            }
        }
    }

    private void choices() {
        json.array();
        while (json.element(choices)) {
            choices++;
            choice();
        }
    }

    private void choice() {
        for (int choice = json.object(); json.member(choice); ) {
            switch (json.name()) {
                case INDEX -> index = json.count();
                case DELTA -> delta();
                case FINISH_REASON, FINISH_REASON_CAMEL, NATIVE_FINISH_REASON -> json.blank();
                case LOGPROBS, TOKEN_IDS, TEXT -> json.nothing();
                default -> json.value();
            }
        }
    }

    private void delta() {
        for (int delta = json.object(); json.member(delta); ) {
            switch (json.name()) {
                case CONTENT -> json.text(content);
                case REFUSAL -> json.text(refusal);
                case REASONING -> json.text(plainReasoning);
                case REASONING_CONTENT -> json.text(otherReasoning);
                case REASONING_DETAILS -> detailed = !json.empty();
                case TOOL_CALLS -> piece.read();
                default -> json.value();
            }
        }
    }

    /** {@return the index of its choice} */
    int index() {
        return index;
    }

    /** {@return name of the response, if any} */
    SlicedText id() {
        return id;
    }

    /** {@return name of the model, if any} */
    SlicedText model() {
        return model;
    }

    /** {@return what it adds to the answer} */
    SlicedText content() {
        return content;
    }

    /** {@return what it adds to a refusal} */
    SlicedText refusal() {
        return refusal;
    }

    /** {@return what it adds to the reasoning; some servers send the same under several names, and the first that has any counts} */
    SlicedText reasoning() {
        return plainReasoning.isEmpty() ? otherReasoning : plainReasoning;
    }

    /** {@return what it adds to a tool call; null if it has none} */
    @Nullable
    UsualPiece piece() {
        return piece.present() ? piece : null;
    }
}
