package dev.promptmeter.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How often the same was run before at the same commit: who runs again until it is green has no green to show for it. */
public final class EarlierRuns {

    private static final String COUNT = "runOfCommit";
    private static final String COMMIT = "git.sha";
    private static final int LAST_RECORD = 4096;
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private EarlierRuns() {}

    /**
     * {@return what the opening note of that run says of finished runs of the same suite, prompts and datasets at the same commit}
     *
     * @param reports the folder that runs are kept in; it need not exist
     */
    public static Map<String, String> facts(Path reports, Manifest now) {
        if (!now.environment().containsKey(COMMIT)) {
            return Map.of();
        }
        long before = new RunFolders(reports)
                .newestFirst().stream()
                        .map(folder -> folder.resolve(Segments.FIRST))
                        .filter(journal -> JournalScan.opening(journal)
                                .filter(run -> same(run, now))
                                .isPresent())
                        .filter(EarlierRuns::ended)
                        .count();
        return before == 0 ? Map.of() : Map.of(COUNT, Long.toString(before + 1));
    }

    /** {@return what the opening note of that run says of them} */
    public static Map<String, String> facts(Manifest run) {
        String count = run.environment().get(COUNT);
        return count == null ? Map.of() : Map.of(COUNT, count);
    }

    private static boolean same(Manifest run, Manifest now) {
        return run.source() == null
                && run.merged().isEmpty()
                && Objects.equals(run.shard(), now.shard())
                && run.suiteSha().equals(now.suiteSha())
                && run.prompts().equals(now.prompts())
                && run.datasets().equals(now.datasets())
                && now.environment().get(COMMIT).equals(run.environment().get(COMMIT));
    }

    /** The last record of a run that came to its end says so. */
    private static boolean ended(Path journal) {
        List<Path> files = Segments.files(journal);
        try (RandomAccessFile file =
                new RandomAccessFile(files.get(files.size() - 1).toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(LAST_RECORD, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
            return lines[lines.length - 1].contains("\"kind\":\"" + NoteRecord.END + "\"");
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return what a reader must know if that run was not the first of its kind; empty if it was} */
    static Optional<String> notice(Manifest run) {
        String count = run.environment().get(COUNT);
        return Optional.ofNullable(count)
                .map(number -> ordinal(Integer.parseInt(number)) + " run of this suite at this commit: a result that"
                        + " comes only when it is run again proves less than it says");
    }

    private static String ordinal(int number) {
        return number <= ORDINALS.size() ? ORDINALS.get(number - 1) : number + "th";
    }
}
