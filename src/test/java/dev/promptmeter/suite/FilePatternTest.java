package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {

    private static final List<String> PATHS = List.of(
            "a.csv", "b.csv", "ab.csv", "A.csv", "a.jsonl", "x/a.csv", "x/y/a.csv", "a+b.csv", "[a].csv", "^.csv");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.csv",
                "?.csv",
                "[ab].csv",
                "[a-z].csv",
                "[!a].csv",
                "[^].csv",
                "**.csv",
                "**/a.csv",
                "x/*.csv",
                "*.{csv,jsonl}",
                "a+b.csv",
                "*,*",
                "x/**",
                "a*.*"
            })
    void itMeansWhatItMeansToTheJdk(String glob) {
        var jdk = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        var ours = FilePattern.compile(glob);

        assertThat(PATHS)
                .allSatisfy(path -> assertThat(FilePattern.matches(ours, Path.of(path)))
                        .as(path)
                        .isEqualTo(jdk.matches(Path.of(path))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "a[b", "{a", "{a{b}}", "[z-a]"})
    void whatIsNotClosedIsRefused(String glob) {
        assertThatIllegalArgumentException().isThrownBy(() -> FilePattern.compile(glob));
    }

    @Test
    @Timeout(20)
    void manyStarsAgainstALongNameTakeNoTime() {
        var pattern = FilePattern.compile("*a".repeat(30) + "b");

        assertThat(FilePattern.matches(pattern, Path.of("a".repeat(250)))).isFalse();
    }
}
