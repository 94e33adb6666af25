package dev.promptmeter.archive;

import dev.promptmeter.run.CaseId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the repeats of a run are numbered: one slot for each, row by row. A start that asks something else has a layout of its own behind
 * the slots of those before it.
 *
 * @param datasets by id, in suite order
 * @param prompts by id, in suite order
 * @param models by id, in suite order
 * @param repeats of a case
 * @param firstSlot of the first row
 */
record SlotLayout(
        Map<String, Integer> datasets,
        Map<String, Integer> prompts,
        Map<String, Integer> models,
        int repeats,
        int firstSlot) {

    static SlotLayout of(Manifest manifest, int firstSlot) {
        return new SlotLayout(
                numbered(manifest.datasets().stream().map(each -> each.id()).toList()),
                numbered(manifest.prompts().stream().map(each -> each.id()).toList()),
                numbered(manifest.models().stream().map(each -> each.id()).toList()),
                manifest.repeat(),
                firstSlot);
    }

    private static Map<String, Integer> numbered(List<String> ids) {
        Map<String, Integer> numbers = new HashMap<>();
        ids.forEach(id -> numbers.put(id, numbers.size()));
        return numbers;
    }

    /** {@return whether a case of that dataset, prompt and model, and so many repeats of it, have slots; a warm-up needs none} */
    boolean knows(CaseId id) {
        boolean located = id.repeat() == 0 || datasets.containsKey(id.dataset());
        return located
                && prompts.containsKey(id.prompt())
                && models.containsKey(id.model())
                && id.repeat() >= 0
                && id.repeat() <= repeats;
    }

    /** {@return what rows are sorted by} */
    long place(String dataset, int line) {
        return (long) datasets.getOrDefault(dataset, Integer.MAX_VALUE) << 32 | line;
    }

    int slot(int row, String prompt, String model, int repeat) {
        int cases = Math.addExact(Math.multiplyExact(row, prompts.size()), prompts.get(prompt));
        int lane = Math.addExact(Math.multiplyExact(cases, models.size()), models.get(model));
        return Math.addExact(Math.addExact(Math.multiplyExact(lane, repeats), repeat - 1), firstSlot);
    }

    /** {@return the first slot behind so many rows} */
    int end(int rows) {
        int each = Math.multiplyExact(Math.multiplyExact(prompts.size(), models.size()), repeats);
        return Math.addExact(Math.multiplyExact(rows, each), firstSlot);
    }
}
