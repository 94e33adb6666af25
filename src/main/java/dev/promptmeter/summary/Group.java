package dev.promptmeter.summary;

/**
 * The cases of one prompt and one model.
 *
 * @param model id in the suite
 * @param prompt id in the suite
 * @param slice their figures
 */
public record Group(String model, String prompt, Slice slice) {}
