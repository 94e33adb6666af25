package dev.promptmeter.cli;

import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.archive.KeptBaseline;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.compare.Baseline;
import dev.promptmeter.report.BaselineCsv;
import dev.promptmeter.report.Visible;
import dev.promptmeter.suite.Suite;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run is compared with, read and found sound before anything is paid for.
 *
 * @param kept which baseline it is; null for none
 * @param text of the copy that the run folder keeps; empty for none
 * @param absence why there is none although one is named; null if there is one, or none is named
 */
record ChosenBaseline(
        @Nullable KeptBaseline kept, String text, @Nullable String absence) {

    private static final ChosenBaseline NONE = new ChosenBaseline(null, "", null);

    /**
     * {@return what the flags name, else what a run that goes on was compared with so far, else what the suite names}
     *
     * @param before the run that goes on; null for a new one
     * @throws CliException if a file or commit that a flag names is not there
     * @throws dev.promptmeter.archive.BaselineException if it is no sound baseline
     */
    static ChosenBaseline of(Given given, Suite suite, @Nullable StoredRun before)
            throws IOException, InterruptedException {
        String flag = flag(given);
        if (flag == null && !given.has(RunFlags.NO_BASELINE) && before != null) {
            Optional<KeptBaseline> kept = KeptBaseline.of(before.manifest());
            if (kept.isPresent()) {
                return new ChosenBaseline(kept.get(), before.baselineText().orElseThrow(), null);
            }
        }
        String word = flag == null ? suite.baseline() : flag;
        if (word == null) {
            return NONE;
        }
        if (flag == null && given.has(RunFlags.NO_BASELINE)) {
            return absent("--no-baseline");
        }
        return flag == null ? ofSuite(word, given, suite) : ofFlag(word, given, suite);
    }

    /** {@return what is named beside the suite; null for nothing. A flag wins over the environment twin of the other} */
    private static @Nullable String flag(Given given) {
        if (!given.has(RunFlags.BASELINE) || !given.has(RunFlags.NO_BASELINE)) {
            return given.find(RunFlags.BASELINE);
        }
        boolean named = given.origin(RunFlags.BASELINE).startsWith("flag ");
        if (named == given.origin(RunFlags.NO_BASELINE).startsWith("flag ")) {
            throw new CliException("PM-1006", "'--baseline' and '--no-baseline' exclude each other");
        }
        return named ? given.find(RunFlags.BASELINE) : null;
    }

    /** The file that a suite names comes into being when the first baseline is saved. */
    private static ChosenBaseline ofSuite(String word, Given given, Suite suite)
            throws IOException, InterruptedException {
        boolean file = !word.startsWith(ComparedSide.GIT) && !RunFolders.couldBe(word);
        return file && !new BaselineFile(Path.of(word)).exists()
                ? absent(word + " does not exist yet; make it of a run: promptmeter baseline save")
                : ofFlag(word, given, suite);
    }

    private static ChosenBaseline ofFlag(String word, Given given, Suite suite)
            throws IOException, InterruptedException {
        return word.startsWith(ComparedSide.GIT) ? ofCommit(word, suite) : of(word, ComparedSide.of(word, given));
    }

    private static ChosenBaseline ofCommit(String word, Suite suite) throws IOException, InterruptedException {
        String usual = BaselinePath.of(suite).toString();
        GitFile file = GitFile.named(word.substring(ComparedSide.GIT.length()), usual);
        Optional<String> text = file.find();
        return text.isEmpty()
                ? absent(word + ": that commit has no file " + file.path() + " yet")
                : of(word, BaselineFile.read(new StringReader(text.get()), word));
    }

    private static ChosenBaseline of(String word, Baseline baseline) throws IOException {
        var out = new StringWriter();
        BaselineCsv.write(baseline, out);
        String text = out.toString();
        return new ChosenBaseline(KeptBaseline.of(word, text), text, null);
    }

    private static ChosenBaseline absent(String why) {
        return new ChosenBaseline(null, "", why);
    }

    /** {@return what the opening note of the run says of it} */
    Map<String, String> facts() {
        if (kept != null) {
            return kept.facts();
        }
        return absence == null ? Map.of() : KeptBaseline.absent(absence);
    }

    /** Says aloud that nothing is compared although a baseline is named. */
    void announce(Session session) {
        if (absence != null) {
            session.console().message("note: nothing is compared: " + Visible.line(absence));
        }
    }

    /**
     * Puts the copy into the folder of the run.
     *
     * @throws StorageException if it cannot be written
     */
    void keepIn(RunFolder folder) {
        if (kept == null) {
            return;
        }
        try {
            folder.write(kept.fileName(), out -> out.write(text));
        } catch (IOException e) {
            throw StorageException.unwritable(folder.path().resolve(kept.fileName()), e, "");
        }
    }
}
