package dev.promptmeter.cli;

import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.suite.RunSetup;

/**
 * What the head of a live view says about a run.
 *
 * @param tool name and version of the program
 * @param suite name of the suite
 * @param size such as {@code 2 prompts × 3 models × 400 rows = 2,400 cases}
 * @param runId id of the run
 * @param slots requests in flight
 * @param folder of the run as the user would type it
 */
record RunLine(String tool, String suite, String size, String runId, int slots, String folder) {

    static RunLine of(RunSetup setup, long planned, String folder) {
        var manifest = setup.manifest();
        long rows = manifest.datasets().stream().mapToLong(DatasetInfo::rows).sum();
        long product = rows * manifest.prompts().size() * manifest.models().size() * manifest.repeat();
        String size = count(manifest.prompts().size(), "prompt") + " × "
                + count(manifest.models().size(), "model") + " × " + count(rows, "row")
                + (manifest.repeat() > 1 ? " × " + count(manifest.repeat(), "repeat") : "")
                + (product == planned ? " = " : ", chosen: ")
                + count(planned, manifest.repeat() > 1 ? "answer" : "case");
        return new RunLine(
                manifest.tool(),
                manifest.suite(),
                size,
                manifest.runId(),
                setup.plan().load().slots(),
                folder);
    }

    private static String count(long count, String word) {
        return FigureText.count(count) + " " + word + (count == 1 ? "" : "s");
    }
}
