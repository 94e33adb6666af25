package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {

    private static final String OLDER = "20260114-0912-k3f7";
    private static final String NEWER = "20260114-0913-abcd";

    @TempDir
    Path reports;

    private RunFolders folders;

    @BeforeEach
    void lay() throws IOException {
        folders = new RunFolders(reports);
        run(OLDER, 1_000);
        run(NEWER, 2_000);
        Files.createDirectories(reports.resolve("jmh"));
    }

    private void run(String id, long millis) throws IOException {
        Path journal = Files.createDirectories(reports.resolve(id)).resolve("journal.jsonl");
        Files.writeString(journal, "");
        Files.setLastModifiedTime(journal, FileTime.fromMillis(millis));
    }

    @Test
    void aRunIsFoundByItsIdOrItsFolder() {
        assertThat(folders.find(OLDER)).isEqualTo(reports.resolve(OLDER));
        assertThat(folders.find(reports.resolve(NEWER).toString())).isEqualTo(reports.resolve(NEWER));
    }

    @Test
    void lastIsWhatTheFileSays() throws IOException {
        folders.markLast(reports.resolve(OLDER));

        assertThat(reports.resolve("last")).hasContent(OLDER);
        assertThat(folders.find("last")).isEqualTo(reports.resolve(OLDER));
    }

    @Test
    void withoutThatFileLastIsTheNewest() {
        assertThat(folders.find("last")).isEqualTo(reports.resolve(NEWER));
    }

    @Test
    void aRunElsewhereLeavesLastAsItIs() throws IOException {
        Path elsewhere = Files.createDirectories(reports.resolve("jmh/some"));

        folders.markLast(elsewhere);

        assertThat(reports.resolve("last")).doesNotExist();
    }

    @Test
    void onlyFoldersWithAJournalAreRuns() {
        assertThat(folders.newestFirst()).containsExactly(reports.resolve(NEWER), reports.resolve(OLDER));
        assertThat(new RunFolders(reports.resolve("nowhere")).newestFirst()).isEmpty();
    }

    @Test
    void whatIsNoRunIsRefused() {
        assertThatThrownBy(() -> folders.find("20260114-0912-zzzz"))
                .isInstanceOf(StorageException.class)
                .hasMessage("there is no run '20260114-0912-zzzz': name a run folder, a run id, a shard (.pmz) or last");
    }

    @Test
    void aWordMayBeARunOrTheNameOfASuite() {
        assertThat(RunFolders.couldBe("last")).isTrue();
        assertThat(RunFolders.couldBe(OLDER)).isTrue();
        assertThat(RunFolders.couldBe(reports.resolve(OLDER).toString())).isTrue();
        assertThat(RunFolders.couldBe("promptmeter.yaml")).isFalse();
        assertThat(RunFolders.couldBe("\0")).isFalse();
    }
}
