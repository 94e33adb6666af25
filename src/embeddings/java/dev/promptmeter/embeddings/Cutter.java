package dev.promptmeter.embeddings;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.util.ArrayList;
import java.util.List;

/** Cuts texts into pieces that the model can read whole: what goes beyond, it would leave out and say nothing. Safe for many threads. */
final class Cutter {

    /** In tokens; the model reads 128, of which two mark beginning and end. */
    private static final int LONGEST = 126;

    private static final char UNREADABLE = '\ufffd';

    private final HuggingFaceTokenizer tokenizer;

    /** Takes a tokenizer that does not cut off anything itself. */
    Cutter(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** {@return the text in pieces of whole words; none if it has no word} */
    List<String> pieces(String written) {
        String text = readable(written);
        Encoding tokens = tokenizer.encode(text, false, false);
        long[] words = tokens.getWordIds();
        CharSpan[] spans = tokens.getCharTokenSpans();
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        int next = LONGEST;
        while (next < words.length) {
            // It ends: a word of more than 100 characters is one token.
            while (words[next] == words[next - 1]) {
                next--;
            }
            int end = spans[next].getStart();
            pieces.add(text.substring(begin, end));
            begin = end;
            next += LONGEST;
        }
        if (words.length > 0) {
            pieces.add(text.substring(begin));
        }
        return pieces;
    }

    /** Native code is handed these in an encoding that it does not know: it would skip them, and count them otherwise than Java. */
    private static String readable(String text) {
        StringBuilder readable = new StringBuilder(text);
        for (int i = 0; i < readable.length(); i++) {
            char c = readable.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                readable.setCharAt(i, UNREADABLE);
            }
        }
        return readable.toString();
    }
}
