package dev.promptmeter.cli;

import dev.promptmeter.archive.Manifest.ModelInfo;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Rescore;
import dev.promptmeter.suite.RunSetup;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a live view says about a run.
 *
 * @param tool name and version of the program
 * @param suite name of the suite
 * @param size such as {@code 1 prompt × 1 model × 400 rows = 400 cases at https://api.example.com/v1}
 * @param runId id of the run
 * @param load how requests start; null for a run that sends none
 * @param folder of the run as the user would type it
 */
record RunLine(
        String tool,
        String suite,
        String size,
        String runId,
        @Nullable Load load,
        String folder) {

    /**
     * What a run need not ask.
     *
     * @param onRecord answers that it has already
     * @param cached answers that other runs had
     * @param likely what the rest will likely cost, for people; empty if nobody has reckoned it
     */
    record Had(long onRecord, long cached, String likely) {}

    /** {@return the line of a run of so many results, some of which are on record already} */
    static RunLine of(RunSetup setup, long planned, Had had, String folder) {
        var manifest = setup.manifest();
        long rows = manifest.datasets().stream().mapToLong(DatasetInfo::rows).sum();
        // A model that only judges is asked about no row.
        long models = setup.plan().datasets().stream()
                .flatMap(dataset -> dataset.models().stream())
                .map(Model::id)
                .distinct()
                .count();
        long product = rows * manifest.prompts().size() * models * manifest.repeat();
        String size = count(manifest.prompts().size(), "prompt") + " × "
                + count(models, "model") + " × " + count(rows, "row")
                + (manifest.repeat() > 1 ? " × " + count(manifest.repeat(), "repeat") : "")
                + (product == planned ? " = " : ", chosen: ")
                + count(planned, manifest.repeat() > 1 ? "answer" : "case")
                + (had.onRecord() == 0 ? "" : ", " + FigureText.count(had.onRecord()) + " on record")
                + (had.cached() == 0 ? "" : ", " + FigureText.count(had.cached()) + " in the cache")
                + " at " + endpoints(manifest.models())
                + (had.likely().isEmpty() ? "" : "   likely " + had.likely());
        return new RunLine(
                manifest.tool(),
                manifest.suite(),
                size,
                manifest.runId(),
                setup.plan().load(),
                folder);
    }

    /** {@return the line of a run that judges so many answers of another again, and asks at most judges} */
    static RunLine rescoring(RunSetup setup, Rescore.Asking asking, long planned, String folder) {
        var manifest = setup.manifest();
        String size = count(planned, manifest.repeat() > 1 ? "answer" : "case") + " of run "
                + Objects.requireNonNull(manifest.source(), "a rescored run has a source")
                        .run() + " judged again";
        Load load = asking == Rescore.Asking.NOBODY ? null : setup.plan().load();
        return new RunLine(manifest.tool(), manifest.suite(), size, manifest.runId(), load, folder);
    }

    /** {@return requests in flight, at most; 0 for a run that sends none} */
    int slots() {
        return load == null ? 0 : load.slots();
    }

    /** {@return how requests start} */
    String pace() {
        return load == null ? "no request is sent" : load.text();
    }

    private static String endpoints(List<ModelInfo> models) {
        return models.stream()
                .map(model -> model.endpoint().startsWith("simulator:") ? "the built-in simulator" : model.endpoint())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** {@return such as {@code 1 case} and {@code 2,400 cases}} */
    static String count(long count, String word) {
        return FigureText.count(count) + " " + word + (count == 1 ? "" : "s");
    }
}
