package dev.promptmeter.cli;

import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.Discordance;
import dev.promptmeter.stats.VarianceSplit;
import dev.promptmeter.suite.Suite;
import dev.promptmeter.suite.SuiteException;
import dev.promptmeter.summary.Reruns;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of a suite: its baseline and its two newest whole runs, as far as they can be read.
 *
 * @param sides baseline first, then runs, newest first; no run twice
 * @param newest what the newest run showed by its repeats; null if there is none, or it asked once
 */
record SuiteRecord(List<Baseline> sides, @Nullable Reruns newest) {

    private static final int MOST = 2;

    SuiteRecord {
        sides = List.copyOf(sides);
    }

    static SuiteRecord of(Given given, Suite suite) throws IOException, InterruptedException {
        Map<String, Baseline> sides = new LinkedHashMap<>();
        ChosenBaseline chosen = ChosenBaseline.of(given, suite, null);
        if (!chosen.text().isEmpty()) {
            Baseline baseline = BaselineFile.read(new StringReader(chosen.text()), "the baseline");
            sides.put(baseline.head().origin().run(), baseline);
        }
        List<ComparedSide.Run> runs = runs(given, suite);
        runs.forEach(side -> sides.putIfAbsent(side.run().manifest().runId(), side.baseline()));
        Reruns newest =
                runs.isEmpty() ? null : runs.get(0).run().summary().total().reruns();
        return new SuiteRecord(new ArrayList<>(sides.values()), newest);
    }

    private static List<ComparedSide.Run> runs(Given given, Suite suite) throws IOException {
        List<ComparedSide.Run> runs = new ArrayList<>();
        for (Path path : new RunFolders(Path.of(suite.reports().out())).newestFirst()) {
            if (runs.size() == MOST) {
                break;
            }
            try {
                if (whole(path, suite.name())) {
                    runs.add(ComparedSide.run(path.toString(), given));
                }
            } catch (StorageException | SuiteException e) {
                // A plan is no worse for a run that nobody can read: report and show say what is wrong with it.
                continue;
            }
        }
        return runs;
    }

    private static boolean whole(Path path, String suite) throws IOException {
        try (RunFolder folder = RunFolder.open(path)) {
            StoredRun stored = folder.read();
            return stored.manifest().suite().equals(suite)
                    && stored.manifest().source() == null
                    && stored.stop() == null;
        }
    }

    /** {@return how many cases flip between two runs: as two sides show it, else as repeats do, else what is assumed} */
    Discordance discordance() {
        Optional<Discordance> pairs =
                sides.size() < 2 ? Optional.empty() : Discordance.between(sides.get(0), sides.get(1));
        return pairs.or(() -> sides.stream()
                        .map(Discordance::ofRepeats)
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElse(Discordance.ASSUMED);
    }

    /** {@return how the spread of the newest run lies within cases and between them; null if that is not known} */
    @Nullable
    VarianceSplit split() {
        return newest == null ? null : newest.split();
    }
}
