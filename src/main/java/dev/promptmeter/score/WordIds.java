package dev.promptmeter.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The words of reference texts as numbers from 0, so that texts are compared without looking at letters again. Immutable. */
final class WordIds {

    /** The number of every word that no reference has; it is equal to nothing, not even to itself. */
    static final int STRANGER = -1;

    private final Wording wording;
    private final Map<String, Integer> ids = new HashMap<>();

    private WordIds(Wording wording) {
        this.wording = wording;
    }

    /** {@return the words of those texts, cut by that rule} */
    static WordIds of(Wording wording, List<String> references) {
        WordIds words = new WordIds(wording);
        references.forEach(text -> wording.cut(text, word -> words.ids.putIfAbsent(word, words.ids.size())));
        return words;
    }

    /** {@return how many different words there are} */
    int size() {
        return ids.size();
    }

    /** {@return the numbers of a text's words, in order} */
    int[] of(String text) {
        IntStream.Builder numbers = IntStream.builder();
        wording.cut(text, word -> numbers.add(ids.getOrDefault(word, STRANGER)));
        return numbers.build().toArray();
    }
}
