package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.gate.Terms;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.Load;
import dev.promptmeter.suite.RunLabels;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.StoredSetup;
import java.io.IOException;
import java.util.List;

/** Gates of the command line, judged on a run on record and on what changed since something else. */
final class ComparedGates {

    private ComparedGates() {}

    /**
     * {@return the run of that name, judged by those gates alone}
     *
     * @param comparison of something with that run
     * @throws CliException if it is no run, because a baseline does not hold every figure
     */
    static FinishedRun judged(String word, Given given, Comparison comparison) throws IOException {
        List<String> gates = given.all(RunFlags.GATE);
        if (!RunFolders.couldBe(word)) {
            throw new CliException(
                    "PM-1544",
                    "'--gate' judges a run, and '" + word + "' is none: name a run folder, a run id or last as B");
        }
        try (RunFolder folder = RunFolder.open(new RunFolders(RunTarget.REPORTS).find(word))) {
            StoredRun stored = folder.read(RunTarget.damage(given));
            RunSetup setup = StoredSetup.of(gated(stored.manifest(), gates));
            FinishedRun run = Promptmeter.finish(setup, stored);
            Verdict.Load load =
                    setup.plan().load() instanceof Load.Adaptive ? Verdict.Load.CHANGING : Verdict.Load.STEADY;
            Verdict verdict = Verdict.of(
                    setup.gates(),
                    run.summary(),
                    comparison,
                    Terms.of(setup.exit()).under(load).measured(run.measurement()));
            return run.judged(verdict).compared(comparison);
        }
    }

    private static Manifest gated(Manifest run, List<String> gates) {
        var labels = new RunLabels(run.runId(), run.tool(), run.title(), run.tags(), run.environment(), run.command());
        return StoredSetup.relabelled(run, labels, gates);
    }
}
