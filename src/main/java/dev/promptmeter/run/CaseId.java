package dev.promptmeter.run;

/**
 * Which case, and which of its repeats.
 *
 * @param dataset id of the dataset
 * @param row id of the row in it
 * @param prompt id of the prompt
 * @param model id of the model in the suite
 * @param repeat from 1; 0 is a warm-up
 */
public record CaseId(String dataset, String row, String prompt, String model, int repeat) {

    /** {@return the case as people write it, {@code refunds/r0192 · v2 · gpt-4o-mini #2}; the first repeat has no number} */
    public String text() {
        String text = dataset + "/" + row + " · " + prompt + " · " + model;
        return repeat > 1 ? text + " #" + repeat : text;
    }
}
