package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.Canary;
import dev.promptmeter.run.Shard;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run in three shards, each by a process of its own, joined into one. */
class MergeTest {

    private static final int ROWS = 24;
    private static final String WITH_PAGE = "json,csv,html";

    @TempDir
    static Path folder;

    private static Simulator simulator;
    private static List<?> asked;
    private static String data;
    private static final List<Ended> SHARDS = new ArrayList<>();

    @BeforeAll
    static void runShards() {
        simulator = Simulator.start(Script.of());
        data = Program.file(folder, "cases.csv", csv(ROWS));
        for (int index = 1; index <= 3; index++) {
            SHARDS.add(shard(index + "/3", "part-" + index));
        }
        asked = simulator.ledger().answered().stream().map(LedgerEntry::content).toList();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    /** The answer to one of them is wrong. */
    private static String csv(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> "r" + i + ",Paris " + i + "," + (i == 5 ? "nothing" : "Paris " + i) + "\n")
                .collect(Collectors.joining("", "id,prompt,expected\n", ""));
    }

    private static Ended ask(String file, String out, String... more) {
        List<String> words = new ArrayList<>(List.of("run", file, "-o", at(out), "--model", "m", "--base-url"));
        words.addAll(List.of(simulator.baseUri().toString(), "--warmup", "0", "--report", "json,csv"));
        words.addAll(List.of(more));
        if (!words.contains("-j")) {
            words.addAll(List.of("-j", "2"));
        }
        return Program.run(words.toArray(String[]::new));
    }

    private static Ended shard(String shard, String out, String... more) {
        List<String> words = new ArrayList<>(List.of("--shard", shard, "--gate", "passRate >= 90%"));
        words.addAll(List.of(more));
        return ask(data, out, words.toArray(String[]::new));
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static String packed(int index) {
        return at("part-" + index + "/shard-" + index + "-of-3.pmz");
    }

    private static Ended merge(String out, String... words) {
        return Program.run(Stream.concat(Stream.of("merge", "-o", at(out)), Stream.of(words))
                .toArray(String[]::new));
    }

    @Test
    void aShardSaysWhatItIsAndJudgesNoGate() {
        for (int index = 1; index <= 3; index++) {
            Ended ended = SHARDS.get(index - 1);
            JsonNode summary = Program.json(folder.resolve("part-" + index), "summary.json");

            assertThat(ended.code()).isZero();
            assertThat(ended.err())
                    .contains("shard " + index + " of 3: ")
                    .contains(" of 24 rows; gates are judged by promptmeter merge, when all shards are there");
            assertThat(ended.out()).contains("shard " + index + " of 3 judges no gate");
            assertThat(summary.path("gates")).isEmpty();
            assertThat(summary.path("verdict").asString()).isEqualTo("inconclusive");
            assertThat(summary.path("run").path("shard").path("index").asInt()).isEqualTo(index);
            assertThat(summary.path("run").path("shard").path("ofRows").asInt()).isEqualTo(ROWS);
        }
    }

    @Test
    void togetherTheyAskEveryRowOnce() {
        assertThat(asked).doesNotHaveDuplicates().hasSize(ROWS);
    }

    @Test
    void joinedTheyAreOneRunWithOneVerdict() {
        Ended ended = merge("joined", packed(3), packed(1), packed(2));

        JsonNode summary = Program.json(folder.resolve("joined"), "summary.json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains(
                        "PASS            passRate >= 90%",
                        "closed loop, 3 clients, 2 in flight each", "merged from 3 shards");
        assertThat(summary.path("counts").path("cases").asInt()).isEqualTo(ROWS);
        assertThat(summary.path("counts").path("fail").asInt()).isEqualTo(1);
        assertThat(summary.path("run").path("starts").asInt()).isEqualTo(1);
        assertThat(summary.path("run").path("load").path("clients").asInt()).isEqualTo(3);
        assertThat(summary.path("run").path("merged").path("missing")).isEmpty();
        assertThat(rows("joined"))
                .isEqualTo(IntStream.range(0, ROWS).mapToObj(i -> "r" + i).toList());
    }

    private static List<String> rows(String run) {
        return Program.text(folder.resolve(run).resolve("results.csv"))
                .lines()
                .skip(1)
                .map(line -> line.split(",")[3].replace("\"", ""))
                .toList();
    }

    @Test
    void itsReportsAreMadeAgainByteForByte() throws IOException {
        merge("again", packed(1), packed(2), packed(3), "--report", WITH_PAGE);
        List<Path> files = List.of(
                folder.resolve("again/summary.json"),
                folder.resolve("again/report.html"),
                folder.resolve("again/results.csv"));
        List<byte[]> before = new ArrayList<>();
        for (Path file : files) {
            before.add(Files.readAllBytes(file));
            Files.delete(file);
        }

        Ended ended = Program.run("report", at("again"), "--report", WITH_PAGE);

        assertThat(ended.code()).isZero();
        for (int i = 0; i < before.size(); i++) {
            assertThat(Files.readAllBytes(files.get(i))).isEqualTo(before.get(i));
        }
    }

    @Test
    void aMergedRunIsShownComparedAndRescoredLikeAnyOther() {
        merge("used", at("part-1"), packed(2), at("part-3"));

        assertThat(Program.run("show", at("used"), "--failed").out()).contains("cases/r5");
        assertThat(Program.run("compare", at("used"), at("used")).out()).contains("24 matched");
        Ended rescored = Program.run("rescore", at("used"), "-o", at("rescored"), "--gate", "passRate >= 99%");
        assertThat(rescored.code()).as(rescored.err()).isEqualTo(100);
        assertThat(rescored.out()).contains("merged from 3 shards", "closed loop, 3 clients, 2 in flight each");
        assertThat(Program.json(folder.resolve("rescored"), "summary.json").path("latencyMs"))
                .isEqualTo(Program.json(folder.resolve("used"), "summary.json").path("latencyMs"));
        Ended resumed = Program.run("run", "--resume", at("used"));
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err()).contains("PM-1530", "was merged from shards");
        assertThat(merge("twice", at("used")).err()).contains("PM-1520", "was merged already");
    }

    @Test
    void aMissingShardIsNamedAndDecidesNothing() {
        Ended ended = merge("partly", packed(1), packed(3), "--report", WITH_PAGE);
        Ended allowed = merge("allowed", packed(1), packed(3), "--allow-missing");

        assertThat(ended.code()).isEqualTo(102);
        assertThat(ended.out()).contains("INCONCLUSIVE  shard 2 of 3 is missing: ", "passRate >= 90%");
        assertThat(Program.text(folder.resolve("partly/report.html"))).contains("shard 2 of 3 is missing");
        assertThat(Program.json(folder.resolve("partly"), "summary.json")
                        .path("run")
                        .path("partial")
                        .asBoolean())
                .isTrue();
        assertThat(allowed.code()).isZero();
        assertThat(allowed.out()).contains("note: shard 2 of 3 is missing: ");
    }

    @Test
    void theSameShardTwiceCountsOnce() {
        Ended ended = merge("double", packed(1), at("part-1"), packed(2), packed(3));

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("1 shard was given again with the same content: it counts once");
        assertThat(rows("double")).hasSize(ROWS);
    }

    @Test
    void shardsThatDoNotBelongTogetherAreRefused() {
        shard("1/3", "other-answers");
        shard("2/4", "other-count");
        shard("2/3", "other-suite", "--repeat", "2");
        ask(data, "whole");

        assertRefused(merge("no", packed(1), at("other-answers")), "are both shard 1 of 3, with different records");
        assertRefused(merge("no", packed(1), at("other-count")), "differ in the number of shards (3 and 4)");
        assertRefused(merge("no", packed(1), at("other-suite")), "differ in the suite's ");
        assertRefused(merge("no", packed(1), at("whole")), "is a whole run, no shard: it was run without --shard");
        assertThat(merge("no").err()).contains("PM-1016");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    private static void assertRefused(Ended ended, String why) {
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .startsWith("PM-1520  shards do not belong together: ")
                .contains(why);
    }

    @Test
    void aShardThatWentOnIsJoinedWithThoseThatDidNot() {
        for (int i = 1; i <= 3; i++) {
            String url = simulator.baseUri().toString();
            Program.run(
                    "run",
                    data,
                    "--shard",
                    i + "/3",
                    "-o",
                    at("warm-" + i),
                    "--model",
                    "m",
                    "--base-url",
                    url,
                    "--warmup",
                    "1");
        }
        Program.run("run", "--resume", at("warm-2"));

        assertThat(merge("warm", at("warm-1"), at("warm-2"), at("warm-3")).code())
                .isEqualTo(100);
        assertThat(rows("warm")).hasSize(ROWS);
    }

    @Test
    void aShardGoesOnAsThatShardAlone() {
        int index = Shard.indexOf("cases", "r5", 3);
        String own = index + "/3";
        String other = index % 3 + 1 + "/3";
        shard(own, "stopped", "--fail-fast", "-j", "1");
        JsonNode stopped = Program.json(folder.resolve("stopped"), "summary.json");

        Ended refused = ask(data, "stopped", "--shard", other, "--resume");
        Ended resumed = Program.run("run", "--resume", at("stopped"));

        assertThat(stopped.path("counts").path("skip").asInt()).isPositive();
        assertThat(stopped.path("exitReason").asString()).contains("judges no gate", "; this one is not complete: ");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("PM-1530", "it was shard " + index + " of 3, is now shard ");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(rows("stopped")).isEqualTo(rows("part-" + index));
    }

    @Test
    void aShardWithoutRowsEndsWellAndIsNotMissing() {
        String one = Program.file(folder, "one.csv", csv(1));
        List<Integer> codes = new ArrayList<>();
        List<String> shards = new ArrayList<>();
        for (int index = 1; index <= 2; index++) {
            codes.add(ask(one, "few-" + index, "--shard", index + "/2").code());
            shards.add(at("few-" + index));
        }

        Ended ended = merge("few", shards.toArray(String[]::new));

        assertThat(codes).containsExactly(0, 0);
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(rows("few")).containsExactly("r0");
    }

    @Test
    void aPackedShardIsReadLikeARunAndHoldsNoKey() throws IOException {
        assertThat(Program.run("show", packed(2), "-k", "v:pass").out()).contains("cases/r");
        assertThat(Program.run("report", packed(2)).err()).contains("PM-1017", "name one with -o DIR");
        assertThat(Program.run("report", packed(2), "-o", at("read")).code()).isZero();
        assertThat(rows("read")).isEqualTo(rows("part-2"));
        assertThat(Program.run("run", "--resume", packed(2)).err()).contains("PM-1530", "is a packed shard");
        String journal = Program.text(folder.resolve("part-2/journal.jsonl"));
        assertThat(Canary.USUAL.in(journal)).isEmpty();
        assertThat(new String(Files.readAllBytes(Path.of(packed(2))), StandardCharsets.ISO_8859_1))
                .doesNotContain(Canary.USUAL.key());
    }

    @Test
    void damageIsRefusedUnlessItIsAccepted() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("damaged"));
        String journal = Program.text(folder.resolve("part-1/journal.jsonl"));
        int answer = journal.indexOf("\"t\":\"score\"");
        Files.writeString(
                copy.resolve("journal.jsonl"),
                journal.substring(0, answer) + "\"t\":\"scorn\"" + journal.substring(answer + 11),
                StandardCharsets.UTF_8);

        Ended refused = merge("hurt", copy.toString(), packed(2), packed(3));
        Ended accepted = merge("hurt", copy.toString(), packed(2), packed(3), "--accept-damage");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("PM-5004", "damaged");
        assertThat(accepted.out()).contains("1 records of the shards' journals are damaged and left out");
        assertThat(accepted.code()).isZero();
    }
}
