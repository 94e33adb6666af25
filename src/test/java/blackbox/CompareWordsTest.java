package blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What may be named where runs and baselines are compared, and what is said of anything else. */
class CompareWordsTest {

    @Test
    void whatIsMissingOrUnknownIsSaidWithWhatToDo() {
        assertThat(Program.run("compare", "nothing.csv", "x").err())
                .isEqualTo(
                        "PM-1542  'nothing.csv' is neither a run nor a baseline: name a run folder, a run id, last, a"
                                + " baseline file or git:REF:FILE\n");
        assertThat(Program.run("compare").err()).startsWith("PM-1001  compare takes one or two words");
        assertThat(Program.run("baseline", "keep").err()).startsWith("PM-1001  baseline takes save, show or accept");
        assertThat(Program.run("compare", "git:--help:x", "x").err())
                .startsWith("PM-1542  'git:--help:x' names no file");
    }

    @Test
    void aFileOfACommitIsReadThroughGit() {
        assumeTrue(Files.exists(Path.of(".git")), "not in a checkout of git");

        assertThat(Program.run("compare", "git:HEAD:README.md", "x").err())
                .startsWith("PM-1540  git:HEAD:README.md:1  not a baseline");
        assertThat(Program.run("compare", "git:HEAD:no-such.csv", "x").err())
                .startsWith("PM-1542  git:HEAD:no-such.csv  git has no such file there");
    }
}
