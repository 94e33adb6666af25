package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Every command but {@code run}, and the flags that all of them share. */
class CommandsTest {

    @TempDir
    Path folder;

    private String data;
    private String out;

    @BeforeEach
    void lay() {
        data = Program.file(
                folder, "capitals.csv", "id,prompt,expected\nfr,Paris,Paris\njp,Tokyo,Tokyo\nca,Ottawa,Toronto\n");
        out = folder.resolve("run").toString();
    }

    @Nested
    class Flags {

        @Test
        void aVariableSaysWhatAFlagWouldSay() {
            Program.run(Map.of("PROMPTMETER_LIMIT", "2"), "run", data, "-o", out);

            assertThat(cases()).isEqualTo(2);
        }

        @Test
        void aFlagWinsOverItsVariable() {
            Ended ended = Program.run(Map.of("PROMPTMETER_LIMIT", "2"), "run", data, "-o", out, "--limit", "1");

            assertThat(cases()).isEqualTo(1);
            assertThat(ended.err()).contains("1 prompt × 1 model × 3 rows, chosen: 1 case");
        }

        @Test
        void aVariableWinsOverTheFileOfVariables() {
            String file = Program.file(folder, "some.env", "PROMPTMETER_LIMIT=1\n");

            Program.run(Map.of("PROMPTMETER_LIMIT", "2"), "run", data, "-o", out, "--env-file", file);

            assertThat(cases()).isEqualTo(2);
        }

        @Test
        void theFileOfVariablesSaysWhatNobodyElseSays() {
            String file = Program.file(folder, "some.env", "PROMPTMETER_LIMIT=1\n");

            Program.run("run", data, "-o", out, "--env-file", file);

            assertThat(cases()).isEqualTo(1);
        }

        @Test
        void aFileBesideTheSuiteIsReadWithoutBeingNamed() {
            String suite = Program.file(folder, "suite/promptmeter.yaml", """
                    version: 1
                    name: small
                    models: [{ id: sim, preset: simulator, model: sim-small }]
                    prompts: [{ id: default, text: "{{prompt}}" }]
                    datasets: [{ file: cases.csv }]
                    """);
            Program.file(folder, "suite/cases.csv", "prompt\nParis\nTokyo\n");
            Program.file(folder, "suite/.env", "PROMPTMETER_LIMIT=1\n");

            Ended ended = Program.run("run", suite, "-o", out);

            assertThat(ended.code()).isZero();
            assertThat(cases()).isEqualTo(1);
        }

        private int cases() {
            return Program.json(folder.resolve("run"), "summary.json")
                    .path("counts")
                    .path("cases")
                    .asInt();
        }

        @Test
        void aVariableWithAValueThatWillNotDoIsRefusedByName() {
            Ended ended = Program.run(Map.of("PROMPTMETER_CONCURRENCY", "-1"), "run", data, "-o", out);

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .isEqualTo("PM-1003  '-1' is not a valid value for '--concurrency' (PROMPTMETER_CONCURRENCY):"
                            + " a whole number, 1 to 1024, or auto\n");
        }

        @Test
        void theSameFlagWithTwoValuesIsRefused() {
            Ended ended = Program.run("run", data, "--repeat", "3", "--repeat", "5");

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .isEqualTo("PM-1002  option '--repeat' is given twice with different values: 3 and 5\n");
        }

        @Test
        void limitAndSampleExcludeEachOther() {
            assertThat(Program.run("run", data, "-n", "1", "--sample", "1").err())
                    .isEqualTo("PM-1006  '--limit' and '--sample' exclude each other\n");
        }

        @Test
        void aFlagWithoutItsValueIsRefused() {
            assertThat(Program.run("run", data, "--timeout").err())
                    .isEqualTo("PM-1003  '--timeout' needs a value: a duration such as 500ms, 30s or 5m\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"--print-suite", "--no-probe"})
        void aFlagOfALaterVersionIsRefusedAndNeverIgnored(String flag) {
            Ended ended = Program.run("run", data, "-o", out, flag);

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).startsWith("PM-1001").contains("is not yet supported");
        }

        @ParameterizedTest
        @ValueSource(strings = {"reconcile", "doctor"})
        void aCommandOfALaterVersionIsRefused(String command) {
            assertThat(Program.run(command).err())
                    .isEqualTo("PM-1001  the command '" + command + "' is not yet supported\n");
        }

        @Test
        void theReportsThatAreAskedForAreWrittenAndNoOthers() {
            Program.run("run", data, "-o", out, "--report", "-html,-jsonl");

            assertThat(folder.resolve("run/results.csv")).exists();
            assertThat(folder.resolve("run/summary.json")).exists();
            assertThat(folder.resolve("run/report.html")).doesNotExist();
            assertThat(folder.resolve("run/results.jsonl")).doesNotExist();
        }

        @Test
        void aSetValueWinsOverWhatTheSuiteSays() {
            Ended ended =
                    Program.run("run", data, "-o", out, "--set", "run.repeat=2", "--set", "gates=[passRate >= 50%]");

            assertThat(ended.out()).contains("PASSED", "passRate >= 50%");
            assertThat(Program.json(folder.resolve("run"), "summary.json")
                            .path("counts")
                            .path("repeats")
                            .asInt())
                    .isEqualTo(6);
        }

        @Test
        void aFlagWinsOverASetValue() {
            Program.run("run", data, "-o", out, "--repeat", "3", "--set", "run.repeat=2");

            assertThat(Program.json(folder.resolve("run"), "summary.json")
                            .path("counts")
                            .path("repeats")
                            .asInt())
                    .isEqualTo(9);
        }
    }

    @Nested
    class Init {

        @Test
        void whatItWritesRunsWithoutAKey() {
            String home = folder.resolve("demo").toString();

            assertThat(Program.run("init", home).code()).isZero();
            Ended ended = Program.run("run", home + "/promptmeter.yaml", "-o", out);

            assertThat(ended.code()).isZero();
            // How fast it was decides nothing: a busy machine leaves that gate open.
            assertThat(ended.out()).containsPattern("PASSED  [12] of 2 gates");
            assertThat(JsonMapper.shared()
                            .readTree(Program.text(Path.of(home, "promptmeter.schema.json")))
                            .isObject())
                    .isTrue();
        }

        @Test
        void itOverwritesNothingUnlessTold() {
            Program.file(folder, "demo/promptmeter.yaml", "mine");
            String home = folder.resolve("demo").toString();

            assertThat(Program.run("init", home).err()).startsWith("PM-1011");
            assertThat(Program.text(folder.resolve("demo/promptmeter.yaml"))).isEqualTo("mine");
            assertThat(folder.resolve("demo/simulator.csv")).doesNotExist();
            assertThat(Program.run("init", home, "--force").code()).isZero();
        }
    }

    @Nested
    class Validate {

        @Test
        void itSaysWhatASuiteHoldsAndWhereEachValueComesFrom() {
            Ended ended = Program.run("validate", data, "-v", "--param", "temperature=0");

            assertThat(ended.code()).isZero();
            assertThat(ended.out())
                    .contains("models[0].params.temperature", "flag --param")
                    .doesNotContain("(flag )")
                    .endsWith("ok  capitals: 1 model, 1 prompt, 1 dataset with 3 rows, 1 gate\n");
        }

        @Test
        void itDoubtsAListWithSemicolonsInIt() {
            String odd = Program.file(folder, "odd.csv", "id,prompt,expected\nfr,Paris,contains-any: Paris;Rome\n");

            Ended ended = Program.run("validate", odd);

            assertThat(ended.code()).isZero();
            assertThat(ended.err()).contains("odd.csv:2:10  one item 'Paris;Rome': items are separated by commas");
        }

        @Test
        void itFindsWhatARunWouldFind() {
            String bad = Program.file(folder, "bad.csv", "id,prompt,expected\nfr,Paris,contain: Paris\n,,\n");

            Ended ended = Program.run("validate", bad, "--json");

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.json().path("messages").isEmpty()).isFalse();
        }

        @Test
        void asADocumentItListsDatasets() {
            assertThat(Program.run("validate", data, "--json")
                            .json()
                            .path("suites")
                            .get(0)
                            .path("datasets")
                            .get(0)
                            .path("rows")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Nested
    class AfterARun {

        @BeforeEach
        void run() {
            Program.run("run", data, "-o", out, "--title", "Capitals & co", "--tag", "branch=main");
        }

        @Test
        void everyReportIsMadeAgainByteForByte() throws IOException {
            for (String file :
                    new String[] {"results.csv", "results.jsonl", "summary.json", "junit.xml", "report.html"}) {
                byte[] before = Files.readAllBytes(folder.resolve("run").resolve(file));
                Files.delete(folder.resolve("run").resolve(file));

                assertThat(Program.run("report", out).code()).isZero();

                assertThat(folder.resolve("run").resolve(file)).hasBinaryContent(before);
            }
        }

        @Test
        void whatDecidedNothingThenDecidesNothingNow() throws IOException {
            String free = folder.resolve("free").toString();
            Program.run("run", data, "-o", free, "--no-gates");
            byte[] before = Files.readAllBytes(folder.resolve("free/summary.json"));

            Program.run("report", free);

            assertThat(folder.resolve("free/summary.json")).hasBinaryContent(before);
        }

        @Test
        void aReportGoesElsewhereWhereThatIsAskedFor() {
            Ended ended = Program.run(
                    "report",
                    out,
                    "--report",
                    "html",
                    "-o",
                    folder.resolve("page").toString());

            assertThat(ended.out()).isEqualTo(folder.resolve("page/report.html") + "\n");
            assertThat(folder.resolve("page/report.html")).exists();
        }

        @Test
        void whatFailedIsShownInFull() {
            Ended ended = Program.run("show", out, "--failed");

            assertThat(ended.out())
                    .contains(
                            "capitals/ca",
                            "expected  Toronto",
                            "actual    Ottawa",
                            "again: promptmeter run " + data + " -k");
        }

        @Test
        void oneCaseIsShownById() {
            assertThat(Program.run("show", out, "--case", "capitals/fr").out())
                    .contains("capitals/fr")
                    .doesNotContain("capitals/jp");
        }

        @Test
        void aSelectionWithoutCasesIsSaid() {
            Ended ended = Program.run("show", out, "--case", "capitals/atlantis");

            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("no case of run ").endsWith(" matches\n");
        }

        @Test
        void tagsAndCommandAreOnRecord() {
            assertThat(Program.json(folder.resolve("run"), "summary.json")
                            .path("run")
                            .path("tags")
                            .path("branch")
                            .asString())
                    .isEqualTo("main");
            assertThat(Program.text(folder.resolve("run/report.html"))).contains("Capitals &amp; co");
        }
    }

    @Test
    void theSimulatorSaysWhereItListensAndWhatItDid() {
        Ended ended = Program.run("simulate", "--for", "50ms", "--latency", "fixed:10ms");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).matches("listening on http://127\\.0\\.0\\.1:\\d+/v1\n");
        assertThat(ended.err()).startsWith("requests 0");
    }

    @Test
    void aWrongSettingOfTheSimulatorIsRefused() {
        Ended ended = Program.run("simulate", "--latency", "slow");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("slow");
    }

    @Test
    void aPortInUseIsAQuestionOfAccess() throws IOException {
        try (var taken = new ServerSocket(0)) {
            Ended ended = Program.run("simulate", "--port", Integer.toString(taken.getLocalPort()), "--for", "1ms");

            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void theCatalogueKnowsEveryCheckAndTheNearestToAWrongName() {
        assertThat(Program.run("checks").out()).contains("icontains-any", "levenshtein");
        assertThat(Program.run("checks", "not-numeric").out()).startsWith("numeric   passes when");
        assertThat(Program.run("checks", "contain").err())
                .isEqualTo("PM-1401  unknown check 'contain': did you mean 'contains'?\n");
    }

    @Test
    void theSchemaAndTheCompletionAreForOtherPrograms() {
        assertThat(JsonMapper.shared()
                        .readTree(Program.run("schema").out())
                        .path("properties")
                        .has("models"))
                .isTrue();
        assertThat(Program.run("completion", "bash").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("--max-duration");
        assertThat(Program.run("completion", "fish").code()).isEqualTo(2);
    }

    @Test
    void helpTeachesEveryFlagThatWorksAndNoOther() {
        String help = Program.run("help", "run").out();

        assertThat(help)
                .contains("Select", "Direct mode", "-k, --filter", "--concurrency", "--rate", "--shard", "Examples:")
                .doesNotContain("--no-probe");
        assertThat(Program.run("run", "--help").out()).isEqualTo(help);
        assertThat(Program.run().out()).contains("promptmeter init demo");
        assertThat(Program.run("rnu").err()).isEqualTo("PM-1001  unknown command 'rnu': did you mean 'run'?\n");
        assertThat(Program.run("--version").out()).startsWith("promptmeter ");
    }
}
