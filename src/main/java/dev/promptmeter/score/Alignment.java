package dev.promptmeter.score;

import java.util.Arrays;
import java.util.List;

/**
 * Which word of an answer stands for which word of a reference. From the last word to the first, each takes the last equal word that is
 * still free, first by the strictest stage, then by the next.
 *
 * @param places for each word of the answer its place in the reference, or {@code NONE}
 * @param reference words of the reference
 */
record Alignment(int[] places, int reference) {

    private static final int NONE = -1;

    /**
     * A reference under one notion of equal words.
     *
     * @param words its words as numbers
     * @param lastOf by number, the last place of that word
     * @param before by place, the place before it of the same word, or {@code NONE}
     */
    record Stage(WordIds words, int[] lastOf, int[] before) {

        /** {@return that stage for that reference} */
        static Stage of(Wording wording, String reference) {
            WordIds words = WordIds.of(wording, List.of(reference));
            int[] numbers = words.of(reference);
            int[] lastOf = new int[words.size()];
            Arrays.fill(lastOf, NONE);
            int[] before = new int[numbers.length];
            for (int place = 0; place < numbers.length; place++) {
                before[place] = lastOf[numbers[place]];
                lastOf[numbers[place]] = place;
            }
            return new Stage(words, lastOf, before);
        }

        private void align(int[] answer, int[] places, boolean[] taken) {
            int[] free = lastOf.clone();
            for (int i = answer.length - 1; i >= 0; i--) {
                if (places[i] == NONE && answer[i] >= 0) {
                    int place = free[answer[i]];
                    while (place != NONE && taken[place]) {
                        place = before[place];
                    }
                    places[i] = place;
                    free[answer[i]] = place;
                    if (place != NONE) {
                        taken[place] = true;
                    }
                }
            }
        }
    }

    /** {@return the alignment of an answer by those stages, of which there is at least one and which cut alike} */
    static Alignment of(String answer, List<Stage> stages) {
        int reference = stages.get(0).before().length;
        boolean[] taken = new boolean[reference];
        int[] places = new int[0];
        for (Stage stage : stages) {
            int[] numbers = stage.words().of(answer);
            if (stage == stages.get(0)) {
                places = new int[numbers.length];
                Arrays.fill(places, NONE);
            }
            stage.align(numbers, places, taken);
        }
        return new Alignment(places, reference);
    }

    /** {@return how many words found a place} */
    Overlap overlap() {
        int aligned = 0;
        for (int place : places) {
            aligned += place == NONE ? 0 : 1;
        }
        return new Overlap(aligned, places.length, reference);
    }

    /** {@return into how many runs the aligned words fall that stand side by side in both texts} */
    int chunks() {
        int chunks = 0;
        for (int i = 0; i < places.length; i++) {
            boolean goesOn = i > 0 && places[i - 1] != NONE && places[i] == places[i - 1] + 1;
            chunks += places[i] == NONE || goesOn ? 0 : 1;
        }
        return chunks;
    }
}
