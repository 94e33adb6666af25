package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Merged;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.RunLog;
import dev.promptmeter.archive.Shards;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.StoredSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Joins the shards of a run into one run folder, judges its gates once over the whole, and writes every report of it. */
final class MergeCommand implements Command {

    static final Flag ALLOW_MISSING =
            Flag.toggle("--allow-missing", "judge the gates although a shard is missing (otherwise exit 102)");

    @Override
    public String name() {
        return "merge";
    }

    @Override
    public String summary() {
        return "join the shards of a run (run --shard I/N), then judge its gates over the whole";
    }

    @Override
    public String words() {
        return "SHARDS…";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                Topic.of("Shards: .pmz files, run folders or run ids", ALLOW_MISSING, RunFlags.ACCEPT_DAMAGE),
                RunFlags.OUTPUT,
                RunFlags.CI);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter run --shard 1/2 -o part-1      # on one machine, or in one CI job",
                "promptmeter run --shard 2/2 -o part-2      # on another; each judges no gate and exits 0",
                "promptmeter merge part-1/*.pmz part-2/*.pmz -o out");
    }

    @Override
    public int run(Session session, Given given) throws IOException {
        if (given.words().isEmpty()) {
            throw new CliException(
                    "PM-1016", "no shard: name the shards to join, such as promptmeter merge shards/*.pmz -o out");
        }
        RunTarget target = RunTarget.created(given, RunTarget.REPORTS);
        RunSetup setup;
        try (Shards shards = Shards.open(given.words(), new RunFolders(RunTarget.REPORTS), RunTarget.damage(given));
                RunFolder folder = RunFolder.create(target.path())) {
            setup = setup(target, given, shards);
            shards.join(setup.manifest(), folder);
        }
        try (RunFolder folder = RunFolder.open(target.path())) {
            return finish(session, given, setup, folder);
        }
    }

    private static RunSetup setup(RunTarget target, Given given, Shards shards) {
        Merged.Absence absence = given.has(ALLOW_MISSING) ? Merged.Absence.ALLOWED : Merged.Absence.REFUSED;
        List<Manifest> all = shards.manifests();
        Manifest manifest = StoredSetup.relabelled(
                Merged.earliest(all), MergeLabels.of(target, given, all, shards.merged(absence)), List.of());
        RunSetup setup = StoredSetup.of(manifest);
        String asked = given.find(RunFlags.REPORT);
        List<String> formats = asked == null ? setup.formats() : FormatList.names(asked, setup.formats());
        return setup.reporting(formats).ending(ExitFlags.applied(setup.exit(), given));
    }

    private static int finish(Session session, Given given, RunSetup setup, RunFolder folder) throws IOException {
        Merged merged = setup.manifest().merged().orElseThrow();
        String rows = FigureText.count(merged.rows().rows()) + " of "
                + FigureText.count(merged.rows().of()) + " rows";
        session.console().message(merged.text() + ": " + rows);
        merged.gap().ifPresent(gap -> session.console().message("note: " + gap));
        RunLog log = new RunLog(folder.path(), setup.redactor());
        log.add(setup.manifest().tool() + "  " + merged.text());
        Path reports = RunTarget.REPORTS;
        try (Promptmeter program = new Promptmeter(setup, folder)) {
            int code = new RunOutput(session, given, setup).finish(program, folder, reports);
            log.add("exit " + code);
            return code;
        }
    }
}
