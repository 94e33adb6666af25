package dev.promptmeter.cli;

import dev.promptmeter.archive.BaselineException;
import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.archive.RecordedBaseline;
import dev.promptmeter.compare.Baseline;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.report.BaselineCsv;
import dev.promptmeter.report.BaselineText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a run as a baseline. Only who asks for it changes one. */
final class BaselineSaving {

    private static final int MOST_FOR_GIT = 20_000;
    private static final int ENOUGH_REPEATS = 3;

    private final Session session;
    private final Given given;

    BaselineSaving(Session session, Given given) {
        this.session = session;
        this.given = given;
    }

    /** Writes the whole run, under the label that is given, or that the file had. */
    void save(ComparedSide.Run side) {
        BaselineFile file = BaselineCommand.file(given, side);
        requireFit(side);
        Baseline before = before(file);
        String label = given.find(BaselineCommand.NAME);
        if (label == null && before != null) {
            label = before.head().label();
        }
        Baseline baseline = new Baseline(
                side.baseline().head().labelled(label), side.baseline().cases());
        write(baseline, file);
        advise(baseline);
    }

    private void requireFit(ComparedSide.Run side) {
        List<String> caveats = RecordedBaseline.caveats(side.run());
        if (side.baseline().cases().isEmpty()) {
            throw new CliException(
                    "PM-1541", "no case of run " + side.run().manifest().runId() + " was asked");
        }
        if (!caveats.isEmpty() && !given.has(BaselineCommand.FORCE)) {
            throw new CliException(
                    "PM-1541",
                    "run " + side.run().manifest().runId() + " is no sound baseline: " + String.join("; ", caveats)
                            + ". 'baseline save --force' keeps it all the same, and every comparison will say so");
        }
    }

    /** {@return the baseline that the file holds; null if there is none} */
    private @Nullable Baseline before(BaselineFile file) {
        if (!file.exists()) {
            return null;
        }
        try {
            return file.read();
        } catch (BaselineException e) {
            if (given.has(BaselineCommand.FORCE)) {
                return null;
            }
            throw new CliException(
                    "PM-1541",
                    file.path() + " exists and is not a sound baseline; nothing was overwritten (--force overwrites)");
        }
    }

    /** Writes it and says what it is. */
    void write(Baseline baseline, BaselineFile file) {
        file.write(out -> BaselineCsv.write(baseline, out));
        session.console().result("wrote " + file.path() + ": " + BaselineText.summary(baseline) + "\n");
    }

    private void advise(Baseline baseline) {
        int cases = baseline.cases().size();
        if (cases > MOST_FOR_GIT) {
            session.console()
                    .message("note: " + FigureText.count(cases)
                            + " cases make a large file; keep it as a build artifact rather than in git");
        }
        if (baseline.head().asking().repeat() < ENOUGH_REPEATS) {
            session.console()
                    .message(
                            "note: the luck of this run is in every later comparison; 3 repeats or more (--repeat 3) even"
                                    + " it out");
        }
        String verdict = baseline.head().origin().verdict();
        if (!"passed".equals(verdict)) {
            session.console().message("note: the run was " + verdict + "; every comparison with it will say so");
        }
    }
}
