package dev.promptmeter.suite;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.gate.ExitRules;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.run.Advisers;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.summary.TallyPlan;
import dev.promptmeter.validity.Thresholds;
import java.util.List;

/**
 * Everything a run needs, made from a suite or read back from a journal.
 *
 * @param manifest what the run is; its start is that of the run once it has begun
 * @param plan what is asked; read back from a journal, its datasets know themselves and cannot be opened
 * @param tally what is added up
 * @param gates in suite order
 * @param thresholds what is held against the run's own measurement
 * @param exit what else decides how the run ends
 * @param redactor masks every key of the run
 * @param formats names of the derived files to write
 * @param cache whether answers of other runs are used
 */
public record RunSetup(
        Manifest manifest,
        RunPlan plan,
        TallyPlan tally,
        List<Gate> gates,
        Thresholds thresholds,
        ExitRules exit,
        Redactor redactor,
        List<String> formats,
        CacheSettings cache) {

    /** {@return the same under another opening note} */
    public RunSetup as(Manifest other) {
        return new RunSetup(other, plan, tally, gates, thresholds, exit, redactor, formats, cache);
    }

    /** {@return the same for answers that are on record, with others to ask for checks, who may cost what the run may} */
    public RunSetup judgedBy(Advisers others) {
        return new RunSetup(manifest, plan.judgedBy(others), tally, gates, thresholds, exit, redactor, formats, cache);
    }

    /** {@return the same with other rules for its end} */
    public RunSetup ending(ExitRules rules) {
        return new RunSetup(manifest, plan, tally, gates, thresholds, rules, redactor, formats, cache);
    }

    /** {@return the same with other derived files} */
    public RunSetup reporting(List<String> files) {
        return new RunSetup(manifest, plan, tally, gates, thresholds, exit, redactor, files, cache);
    }

    /** Copies the lists. */
    public RunSetup {
        gates = List.copyOf(gates);
        formats = List.copyOf(formats);
    }
}
