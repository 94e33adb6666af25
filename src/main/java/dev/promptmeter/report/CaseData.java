package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.CaseChanges;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The data of the page: facts of the run, an index of all cases, and the details of as many as fit. Reads the results twice and holds
 * what it has compressed and a few numbers per case.
 */
final class CaseData {

    private final CaseIndex cases;
    private final RowIndex rows = new RowIndex();
    private final Retention retention;

    /** Begins with no case of a run whose cases have become that since its baseline. */
    CaseData(CaseChanges changes) {
        this.cases = new CaseIndex(changes);
        this.retention = new Retention(changes);
    }

    /** Takes the next case of the first pass. */
    void add(CaseGroup group) {
        group.repeats().forEach(result -> cases.add(result, rows.number(result)));
        retention.add(group);
    }

    /** Writes every data element of the finished run; the page may grow to so many bytes. */
    void write(Markup page, FinishedRun run, long maxBytes) {
        DataBlocks.writeJson(page, "meta", Json.text(meta(run)));
        rows.columns().forEach(column -> column.write(page));
        cases.columns().forEach(column -> column.write(page));
        BitSet kept = retention.fitting(Math.max(0, maxBytes - page.written()));
        new DetailPass(page, kept).write(run.results());
    }

    private ObjectNode meta(FinishedRun run) {
        ObjectNode meta = RunFacts.of(run.manifest());
        put(meta, "prompts", cases.prompts());
        put(meta, "models", cases.models());
        put(meta, "datasets", rows.datasets());
        put(meta, "errors", cases.errors());
        put(meta, "failedChecks", cases.failedChecks());
        if (run.comparison() != null) {
            meta.put("baseline", run.comparison().before().name());
            put(
                    meta,
                    "changes",
                    Arrays.stream(CaseChange.values()).map(CaseChange::word).toList());
        }
        return meta;
    }

    private static void put(ObjectNode meta, String name, List<String> words) {
        words.forEach(meta.putArray(name)::add);
    }
}
