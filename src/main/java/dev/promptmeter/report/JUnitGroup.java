package dev.promptmeter.report;

import dev.promptmeter.run.CaseResult;

/**
 * The cases of one prompt and one model, a suite of their own.
 *
 * @param prompt id of the prompt
 * @param model id of the model
 */
record JUnitGroup(String prompt, String model) {

    static JUnitGroup of(CaseResult result) {
        return new JUnitGroup(result.id().prompt(), result.id().model());
    }
}
