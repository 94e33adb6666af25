package dev.promptmeter.cli;

import dev.promptmeter.archive.JournalAnswers.Match;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.suite.Keys;
import dev.promptmeter.suite.RunLabels;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.ScannedSuite;
import dev.promptmeter.suite.StoredSetup;
import dev.promptmeter.suite.Suite;
import dev.promptmeter.suite.SuiteScan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what the answers of a run are to be judged by: the suite and the datasets as they are on the disk now. */
final class JudgingReader {

    private final Session session;
    private final Given given;

    JudgingReader(Session session, Given given) {
        this.session = session;
        this.given = given;
    }

    /**
     * {@return what judges the answers of that run}
     */
    Judging read(StoredRun source, Path path) {
        Given all = RunAgain.rescored(source.manifest(), given, given.find(RescoreCommand.SUITE));
        String word = all.words().get(0);
        boolean gone = Reading.dataset(word) && (word.equals("-") || !Files.exists(Path.of(word)));
        return gone ? stored(source, path, all) : fresh(source, path, all);
    }

    private Judging fresh(StoredRun source, Path path, Given all) {
        String word = all.words().get(0);
        Reading reading = Reading.of(word, all, RunFlags.ALL, session.environment());
        Suite suite = Prepared.suite(reading, null);
        Keys keys = Keys.known(suite);
        Prepared.mask(session, keys);
        ScannedSuite scanned = SuiteScan.scan(suite);
        Prepared.warn(session, scanned.warnings());
        Path reports = Path.of(scanned.suite().reports().out());
        RunTarget target = RunTarget.created(given, reports);
        RunSetup setup = scanned.offline(labels(target, word, reading.given()), keys.redactor());
        warnOfChanges(source.manifest(), setup.manifest());
        return new Judging(scanned, pointing(setup, source, path), Match.KEY, reading.given(), target, reports);
    }

    /** A dataset that was read from standard input, or has been deleted: its rows and their checks are in the journal. */
    private Judging stored(StoredRun source, Path path, Given all) {
        String word = all.words().get(0);
        session.console()
                .message("note: " + (word.equals("-") ? "standard input is gone" : word + " does not exist any more")
                        + "; its rows and their checks are taken from the journal");
        RunTarget target = RunTarget.created(given, RunTarget.REPORTS);
        Manifest manifest =
                StoredSetup.relabelled(source.manifest(), labels(target, word, all), given.all(RunFlags.GATE));
        RunSetup setup = StoredSetup.of(manifest, source::rows);
        return new Judging(null, pointing(setup, source, path), Match.CASE, all, target, RunTarget.REPORTS);
    }

    private RunLabels labels(RunTarget target, String word, Given all) {
        Map<String, String> facts = new LinkedHashMap<>(Facts.ofThisProcess());
        facts.putAll(ExitFlags.facts(given));
        facts.putAll(ReportUrl.facts(given));
        return new RunLabels(
                target.runId(),
                Version.tool(),
                given.find(RunFlags.TITLE),
                Reading.pairs(given.all(RunFlags.TAG)),
                facts,
                RunAgain.command(word, all));
    }

    private RunSetup pointing(RunSetup setup, StoredRun source, Path path) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var pointer = new Manifest.Source(source.manifest().runId(), path.toString(), now);
        String asked = given.find(RunFlags.REPORT);
        List<String> formats = asked == null ? setup.formats() : FormatList.names(asked, setup.formats());
        return setup.as(setup.manifest().rescoring(source.manifest(), pointer))
                .reporting(formats)
                .ending(ExitFlags.applied(setup.exit(), given));
    }

    /** Whatever decides the requests decides which answers still count. */
    private void warnOfChanges(Manifest before, Manifest now) {
        List<String> changes = RequestChanges.changes(before, now);
        if (!changes.isEmpty()) {
            session.console()
                    .message("note: answers count only where the same would be asked now: "
                            + String.join("; ", changes));
        }
    }
}
