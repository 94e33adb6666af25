package dev.promptmeter.archive;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Stop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as its journal tells it. */
public final class StoredRun {

    private final Path journal;
    private final JournalScan scan;

    StoredRun(Path journal, JournalScan scan) {
        this.journal = journal;
        this.scan = scan;
    }

    /** {@return what the run is} */
    public Manifest manifest() {
        return scan.manifest();
    }

    /** {@return how long all its starts took together} */
    public Duration duration() {
        return scan.course().duration();
    }

    /** {@return how often the program was started for it} */
    public int starts() {
        return scan.course().openings().size();
    }

    /** {@return why the newest start ended early; null if it did not} */
    public @Nullable Stop stop() {
        return scan.course().stop();
    }

    /** {@return benchmark figures that were shown beside it; null if there were none} */
    public @Nullable JsonNode overhead() {
        return scan.course().overhead();
    }

    /** {@return what a reader must know about the record itself; usually nothing} */
    public List<String> notices() {
        List<Integer> damaged = scan.damagedLines();
        return damaged.isEmpty()
                ? List.of()
                : List.of(damaged.size() + " records of the journal are damaged and left out, first in line "
                        + damaged.get(0));
    }

    /** {@return the lines of damaged records, from 1} */
    public List<Integer> damagedLines() {
        return scan.damagedLines();
    }

    /**
     * {@return every result in dataset order}
     *
     * @param plan the plan of the run, as its manifest tells it
     */
    public Results results(RunPlan plan) {
        return KeptResults.ifSmall(stored(plan), journal);
    }

    StoredResults stored(RunPlan plan) {
        return new StoredResults(journal, plan, new StoredResults.Parts(scan.index(), origins(), scan.course()));
    }

    /** {@return what each warm-up attempt cost} */
    public List<Cost> warmupCosts(RunPlan plan) {
        List<Model> models = plan.datasets().stream()
                .flatMap(planned -> planned.models().stream())
                .distinct()
                .toList();
        List<Cost> costs = new ArrayList<>();
        try (JournalFile file = new JournalFile(journal)) {
            StoredCases cases = new StoredCases(plan, file, origins());
            for (JournalIndex.Tried warmup : scan.index().warmups()) {
                String id = CaseIdJson.read(file.record(warmup.intent())).model();
                models.stream()
                        .filter(model -> model.id().equals(id))
                        .flatMap(model -> cases.read(model, List.of(warmup)).attempts().stream())
                        .map(Attempt::cost)
                        .forEach(costs::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return costs;
    }

    /** All instants count from the first start. */
    private Origins origins() {
        return scan.shiftTo(scan.course().openings().get(0).at());
    }
}
