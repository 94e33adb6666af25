package dev.promptmeter.report;

import dev.promptmeter.archive.Results;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.run.CaseResult;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The second pass over the results: details of the chosen cases, and the inputs of their rows once. */
final class DetailPass {

    private final Markup page;
    private final BitSet kept;
    private final Chunks<CaseResult> details;
    private final Chunks<Row> inputs;
    private final Column hasDetail = new Column("detail");
    private final Column hasInput = new Column("rowInput");
    private final RowCounter counter = new RowCounter();
    private int ordinal;
    private @Nullable Row waiting;

    DetailPass(Markup page, BitSet kept) {
        this.page = page;
        this.kept = kept;
        this.details = new Chunks<>("details", page, new Chunks.Form<>(Detail::json, DetailPass::length));
        this.inputs = new Chunks<>("inputs", page, new Chunks.Form<>(DetailPass::json, DetailPass::length));
    }

    void write(Results results) {
        results.forEach(this::add);
        leaveRow();
        details.finish();
        inputs.finish();
        hasDetail.write(page);
        hasInput.write(page);
    }

    private void add(CaseResult result) {
        if (counter.isNew(result)) {
            leaveRow();
            waiting = result.row();
        }
        boolean chosen = kept.get(ordinal++);
        hasDetail.add(chosen ? 1 : 0);
        if (!chosen) {
            return;
        }
        details.add(result);
        if (waiting != null) {
            inputs.add(waiting);
            hasInput.add(1);
            waiting = null;
        }
    }

    /** A row none of whose cases was chosen has no input in the page. */
    private void leaveRow() {
        if (waiting != null) {
            hasInput.add(0);
            waiting = null;
        }
    }

    private static long length(CaseResult result) {
        long answer = result.output() == null ? 0 : result.output().length();
        return answer + length(result.row());
    }

    private static long length(Row row) {
        return row.vars().values().stream().mapToLong(String::length).sum();
    }

    private static String json(Row row) {
        ObjectNode input = Json.object();
        ArrayNode vars = input.putArray("vars");
        row.vars().forEach((name, value) -> vars.addArray().add(name).add(Excerpts.start(value, Detail.LONGEST_TEXT)));
        RowOptions options = row.options();
        put(input, "prefix", options.prefix());
        put(input, "suffix", options.suffix());
        put(input, "skip", options.skip());
        return Json.text(input);
    }

    private static void put(ObjectNode input, String name, @Nullable String text) {
        if (text != null) {
            input.put(name, text);
        }
    }
}
