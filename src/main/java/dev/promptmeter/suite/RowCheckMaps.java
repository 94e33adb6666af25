package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.CheckMaps;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads checks in {@code __checks} of a JSON Lines row with the keys that checks of a suite have. */
final class RowCheckMaps implements CheckMaps {

    private static final Shape<CheckSection> SHAPE = CheckSection.shape(Check.Level.ROW);

    @Override
    public @Nullable Check read(JsonNode map, Source source, Consumer<Problem> problems) {
        Findings findings = new Findings();
        CheckSection section = SHAPE.read(ResolvedTree.node(map, new Place(source, "row")), "__checks", findings);
        findings.faults().forEach(problems);
        findings.warnings().forEach(problems);
        return section == null ? null : section.check();
    }
}
