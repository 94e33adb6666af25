package dev.promptmeter.suite;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.Filter;
import dev.promptmeter.summary.Units;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which answers of a suite belong together. */
final class RelatedCases {

    private final Suite suite;
    private final Map<String, DatasetBlock> blocks;

    RelatedCases(Suite suite) {
        this.suite = suite;
        this.blocks = suite.datasets().stream().collect(Collectors.toMap(DatasetBlock::id, Function.identity()));
    }

    Units units() {
        boolean alone = suite.run().repeat() == 1 && suite.datasets().stream().allMatch(RelatedCases::single);
        return new Units(alone ? Units.Kinship.NONE : Units.Kinship.SOME, this::cases);
    }

    private static boolean single(DatasetBlock block) {
        return block.prompts().size() * block.models().size() == 1
                && block.spec().clusterColumn() == null;
    }

    private int cases(String dataset, Row row) {
        DatasetBlock block = blocks.get(dataset);
        if (block == null) {
            throw new IllegalArgumentException("no dataset " + dataset);
        }
        Filter filter = block.selection().filter();
        int all = block.prompts().size() * block.models().size();
        return filter == Filter.ALL ? all : chosen(block, row, filter);
    }

    private static int chosen(DatasetBlock block, Row row, Filter filter) {
        int chosen = 0;
        for (String prompt : block.prompts()) {
            for (String model : block.models()) {
                chosen += filter.chooses(row, new CaseId(block.id(), row.id(), prompt, model, 1)) ? 1 : 0;
            }
        }
        return chosen;
    }
}
