package dev.promptmeter.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParaphrasesTest {

    @Test
    void theShippedSuitePassesAnswersInOtherWordsAndFailsTheOneAboutPenguins(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("run");
        var err = new ByteArrayOutputStream();
        var quiet = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        var messages = new PrintStream(err, false, StandardCharsets.UTF_8);

        int code = Main.run(
                quiet, messages, Map.of(), "run", "datasets/paraphrases/promptmeter.yaml", "-o", out.toString());

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(Files.readString(out.resolve("summary.json"), StandardCharsets.UTF_8))
                .containsPattern("\"pass\" *: *3\\b")
                .containsPattern("\"judgeUsd\" *: *0,");
        assertThat(Files.readString(out.resolve("results.csv"), StandardCharsets.UTF_8))
                .containsPattern("shipping.*similar: cosine 0\\.1[78]");
    }
}
