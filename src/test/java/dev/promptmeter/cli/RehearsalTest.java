package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.suite.Environment;
import dev.promptmeter.suite.Suite;
import dev.promptmeter.suite.SuiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RehearsalTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void itAsksAndLeavesNothingBehind(String stream) throws IOException {
        Set<Thread> before = alive();
        Rehearsal rehearsal = Rehearsal.of(suite("hello", stream).models().get(0));
        while (rehearsal.done() < 20) {
            Thread.onSpinWait();
        }

        rehearsal.close();

        assertThat(alive())
                .allMatch(thread -> before.contains(thread) || !thread.getName().contains("rehearsal"));
    }

    @Test
    void whatIsReadMeanwhileComesBack() throws IOException {
        Suite suite = suite("long ".repeat(60_000), "false");

        assertThat(Rehearsal.during(suite, () -> "read")).isEqualTo("read");
    }

    @Test
    void whatIsWrongWithTheDatasetsIsToldAndTheRehearsalEnds() throws IOException {
        Suite suite = suite("long ".repeat(60_000), "false");

        assertThatThrownBy(() -> Rehearsal.during(suite, () -> {
                    throw new IllegalStateException("ragged");
                }))
                .hasMessage("ragged");
        assertThat(alive()).noneMatch(thread -> thread.getName().equals("promptmeter-rehearsal"));
    }

    @Test
    void aShortDatasetIsReadWithoutOne() throws IOException {
        Suite suite = suite("hello", "false");
        AtomicBoolean rehearsed = new AtomicBoolean();

        Rehearsal.during(suite, () -> {
            rehearsed.set(alive().stream().anyMatch(thread -> thread.getName().equals("promptmeter-rehearsal")));
            return "read";
        });

        assertThat(rehearsed).isFalse();
    }

    private static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }

    private Suite suite(String prompt, String stream) throws IOException {
        Files.writeString(folder.resolve("questions.csv"), "question\n" + prompt + "\n");
        Path file = Files.writeString(folder.resolve("promptmeter.yaml"), """
                version: 1
                name: support
                models:
                  - { id: jamba, baseUrl: "http://127.0.0.1:8000/v1", model: jamba, stream: %s }
                prompts:
                  - { id: v1, text: "{{question}}" }
                datasets:
                  - file: questions.csv
                """.formatted(stream));
        return Suite.read(file, SuiteOptions.of(Environment.of(Map.of())));
    }
}
