package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.CheckSet;

/**
 * One repeat of one case, ready to be asked.
 *
 * @param id which case and repeat
 * @param row the row it is made of
 * @param model whom to ask
 * @param body the bytes to send; not to be changed
 * @param key answer key
 * @param checks what its answer is judged by
 */
public record Case(CaseId id, Row row, Model model, byte[] body, String key, CheckSet checks) {}
