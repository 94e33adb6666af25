package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.chat.inprocess.LetterModel;
import dev.promptmeter.chat.inprocess.ModelsOnClassPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks by embeddings with a model that a library brings along on the class path. */
// A class path is there while its block runs; nobody calls it.
@SuppressWarnings("try")
class InProcessEmbeddingsTest {

    private static final String SUITE = """
            version: 1
            name: anagrams
            models:
              - { id: sim, preset: simulator, model: sim-small, simulator: { script: answers.csv }, price: { input: 1, output: 1 } }
            pricing: { asOf: 2026-01-02 }
            prompts:
              - { id: v1, text: "{{question}}" }
            datasets:
              - { file: questions.csv }
            checks:
              - { type: similar, value: "{{reference}}", threshold: 0.9 }
            embeddings: { model: in-process:letters }
            run: { warmup: 0 }
            gates: [passRate >= 50%]
            """;

    @TempDir
    Path folder;

    private String suite;
    private Path run;
    private Path again;

    @BeforeEach
    void write() {
        suite = Program.file(folder, "promptmeter.yaml", SUITE);
        run = folder.resolve("run");
        again = folder.resolve("again");
        references("listen");
        Program.file(folder, "answers.csv", "match,answer\ncontains: first,Silent\ncontains: second,Loud\n");
    }

    private void references(String first) {
        Program.file(
                folder, "questions.csv", "id,question,reference\nr1,the first," + first + "\nr2,the second,whisper\n");
    }

    private ModelsOnClassPath library() {
        return ModelsOnClassPath.of(folder, LetterModel.class.getName());
    }

    private Ended ask() {
        return Program.run("run", suite, "-o", run.toString());
    }

    private Ended rescore(String... more) {
        List<String> arguments = new ArrayList<>(List.of("rescore", run.toString(), "-o", again.toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private static int calls(Path of) {
        return Program.text(of.resolve("journal.jsonl")).split("\"asker\":\"embeddings\"", -1).length - 1;
    }

    @Test
    void answersNearAReferencePassWithoutAnEndpointAndCostNothing() {
        try (var there = library()) {
            Ended ended = ask();

            assertThat(ended.code()).as(ended.err()).isZero();
        }
        var summary = Program.json(run, "summary.json");
        assertThat(Program.text(run.resolve("results.csv"))).contains("similar: cosine 0, at least 0.9 wanted");
        assertThat(summary.path("counts").path("pass").asInt()).isEqualTo(1);
        assertThat(summary.path("judge").path("calls").asInt()).isEqualTo(2);
        assertThat(summary.path("judge").path("unknownCostCalls").asInt(-1)).isZero();
        assertThat(summary.path("cost").path("judgeUsd").asDouble(-1)).isZero();
        assertThat(calls(run)).isEqualTo(2);
    }

    @Test
    void whatIsOnRecordIsReportedAndJudgedAgainWithoutTheModel() {
        try (var there = library()) {
            ask();
        }
        String before = Program.text(run.resolve("results.csv"));
        Program.file(folder, "promptmeter.yaml", SUITE.replace("threshold: 0.9", "threshold: 0"));

        Ended reported = Program.run("report", run.toString());
        Ended rescored = rescore();

        assertThat(reported.code()).as(reported.err()).isZero();
        assertThat(Program.text(run.resolve("results.csv"))).isEqualTo(before);
        assertThat(rescored.code()).as(rescored.err()).isZero();
        assertThat(Program.json(again, "summary.json")
                        .path("counts")
                        .path("pass")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aRescoreAsksTheModelForNewReferencesAlone() {
        try (var there = library()) {
            ask();
        }
        references("tinsel");

        Ended without = rescore();
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("PM-1406").contains("'in-process:letters' is not on the class path");

        try (var there = library()) {
            Ended with = rescore();

            assertThat(with.code()).as(with.err()).isZero();
        }
        assertThat(Program.json(again, "summary.json")
                        .path("counts")
                        .path("pass")
                        .asInt())
                .isEqualTo(1);
        assertThat(Program.text(again.resolve("journal.jsonl"))).contains("\"Silent\\\",\\\"tinsel\\\"");
    }

    @Test
    void vectorsOfAnotherModelAreNoAnswerOfThisOne() {
        try (var there = library()) {
            ask();
        }
        Program.file(folder, "promptmeter.yaml", SUITE.replace("in-process:letters", "sim"));

        Ended rescored = rescore("--no-judge");

        assertThat(rescored.code()).isEqualTo(102);
        assertThat(Program.json(again, "summary.json")
                        .path("counts")
                        .path("error")
                        .asInt())
                .isEqualTo(2);
        assertThat(checkHashes(again)).isNotEmpty().doesNotContainAnyElementsOf(checkHashes(run));
    }

    private static Set<String> checkHashes(Path of) {
        return Pattern.compile("\"checksSha\":\"([0-9a-f]+)\"")
                .matcher(Program.text(of.resolve("journal.jsonl")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void anAnswerThatTheModelCannotPlaceIsUnscored() {
        Program.file(folder, "answers.csv", "match,answer\ncontains: first,Silent\ncontains: second,42\n");

        try (var there = library()) {
            ask();
        }

        assertThat(Program.text(run.resolve("results.csv")))
                .contains("the model of embeddings did not answer")
                .contains("a text without a letter has no embedding");
        assertThat(Program.json(run, "summary.json")
                        .path("counts")
                        .path("error")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void withoutTheLibraryNothingIsAskedAndTheWayOutIsNamed() {
        String place = "promptmeter.yaml:12:13  embeddings.model: 'in-process:letters' is not on the class path";

        for (Ended ended : List.of(Program.run("validate", suite), ask())) {
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("PM-1406")
                    .contains(place)
                    .contains("mvn -Pembeddings package")
                    .contains("PROMPTMETER_CLASSPATH");
        }
        assertThat(run).doesNotExist();
    }

    @Test
    void aSuiteWithTheLibraryIsValid() {
        try (var there = library()) {
            assertThat(Program.run("validate", suite).code()).isZero();
        }
    }
}
