package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitStateTest {

    private static final String SHA = "4f2c1d0aa0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5";

    @TempDir
    Path folder;

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void aBranchIsFoundFromAnyFolderOfItsRepository() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/refs/heads/main", SHA + "\n");

        GitState state =
                GitState.at(Files.createDirectories(folder.resolve("a/b"))).orElseThrow();

        assertThat(state).isEqualTo(new GitState(SHA, "main"));
        assertThat(state.facts()).containsEntry("git", "main@4f2c1d0").containsEntry("git.sha", SHA);
    }

    @Test
    void aBranchMayBePacked() throws IOException {
        write(".git/HEAD", "ref: refs/heads/feature/x\n");
        write(".git/packed-refs", "# pack-refs with: peeled\n" + SHA + " refs/heads/feature/x\n");

        assertThat(GitState.at(folder)).contains(new GitState(SHA, "feature/x"));
    }

    @Test
    void aDetachedHeadHasNoBranch() throws IOException {
        write(".git/HEAD", SHA + "\n");

        assertThat(GitState.at(folder)).contains(new GitState(SHA, null));
    }

    @Test
    void aSecondWorkingTreeSharesItsBranches() throws IOException {
        write("tree/.git", "gitdir: ../main/.git/worktrees/tree\n");
        write("main/.git/worktrees/tree/HEAD", "ref: refs/heads/topic\n");
        write("main/.git/worktrees/tree/commondir", "../..\n");
        write("main/.git/refs/heads/topic", SHA + "\n");

        assertThat(GitState.at(folder.resolve("tree"))).contains(new GitState(SHA, "topic"));
    }

    @Test
    void aRepositoryWithoutACommitHasNoState() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");

        assertThat(GitState.at(folder)).isEmpty();
    }
}
