package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the split, and whatever the order in which its shards are named, a merged run has the figures of the whole. */
class MergeSplitsTest {

    private static final int ROWS = 12;

    private static final String SUITE = """
            version: 1
            name: split
            models:
              - id: sim
                preset: simulator
                model: sim-small
                stream: true
                price: { input: 1.5, output: 6 }
                simulator:
                  answer: echo
                  ttft: "uniform:1ms,12ms"
                  interToken: "fixed:0ms"
                  faults: ["status:400@p=0.06", "usage:none@p=0.1", "truncate:50%@p=0.05"]
              - { id: other, preset: simulator, model: sim-other, price: { input: 1, output: 2 }, simulator: { answer: "tokens:5", latency: "fixed:2ms" } }
            pricing: { asOf: 2026-01-02 }
            prompts:
              - { id: v1, text: "{{question}}" }
              - { id: v2, text: "Please: {{question}}" }
            datasets:
              - { file: towns.csv, clusterColumn: group }
            checks:
              - { type: icontains, value: "{{word}}", metric: recall }
              - { type: levenshtein, value: "{{question}}", threshold: 6, metric: near }
            derived: { both: "mean(recall) * mean(near)" }
            validity: { SLOTS: off, STALLS: off, STALL_TIME: off, CPU: off, MACHINE: off, GC: off, LITTLE: off, USAGE: off, CLOCK: off }
            slo: { latency: 1s, ttft: 8ms }
            run: { repeat: 2, concurrency: 16, warmup: 2, maxErrorRate: 60% }
            gates:
              - passRate >= 20%
              - metric.recall.mean >= 0.2
              - passRate[prompt=v1] >= 1%
              - cost.total < 3 USD
              - "latency.p95 < 60s"
              - slo.latency >= 10%
            """;

    @TempDir
    static Path folder;

    private static Path whole;

    @BeforeAll
    static void askOnce() {
        String suite = Program.file(folder, "promptmeter.yaml", SUITE);
        Program.file(
                folder,
                "towns.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> "r" + i + ",town " + i + ",town " + (i % 3 == 0 ? "nowhere" : i) + ",g" + i / 4
                                + ",\"small;" + (i % 2 == 0 ? "even" : "odd") + "\"\n")
                        .collect(Collectors.joining("", "id,question,word,group,__metadata:tags\n", "")));
        whole = folder.resolve("whole");
        Ended ended = Program.run("run", suite, "-o", whole.toString(), "--report", "json,csv");
        assertThat(ended.err()).doesNotContain("PM-1", "PM-2");
        assertThat(ended.code()).as(ended.err() + ended.out()).isIn(0, 100, 102);
    }

    @Test
    void anySplitGivesTheFiguresOfTheWhole() {
        long seed = TestScale.seed(1);
        int most = TestScale.of(7, 100);
        try (SuiteLine line = SuiteLine.begin(32, "splits of a journal", seed)) {
            for (int shards = 1; shards <= most; shards++) {
                assertSame(shards, new Random(seed + shards));
                line.count();
            }
        }
    }

    private static void assertSame(int shards, Random random) {
        Path parts = folder.resolve("parts-" + shards);
        List<String> words = new ArrayList<>(List.of("merge", "--report", "json,csv", "-o"));
        words.add(parts.resolve("merged").toString());
        List<String> split = SplitJournal.write(whole, parts, shards, random);
        Collections.shuffle(split, random);
        words.addAll(split);

        Ended ended = Program.run(words.toArray(String[]::new));

        assertThat(ended.err()).contains("merged from " + shards);
        List<String> merged = ofAnyRun(Program.json(parts.resolve("merged"), "summary.json"));
        List<String> asked = ofAnyRun(Program.json(whole, "summary.json"));
        assertThat(without(merged, asked)).as(shards + " shards").isEmpty();
        assertThat(without(asked, merged)).as(shards + " shards").isEmpty();
        assertThat(withoutId(parts.resolve("merged"), "results.csv")).isEqualTo(withoutId(whole, "results.csv"));
        SplitJournal.remove(parts);
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    /** What belongs to the run itself, and how well each of its processes was measured, is its own. */
    private static List<String> ofAnyRun(JsonNode summary) {
        ObjectNode same = (ObjectNode) summary.deepCopy();
        ((ObjectNode) same.path("run")).remove(List.of("id", "merged"));
        ((ObjectNode) same.path("run").path("load")).remove("clients");
        same.remove("measurement");
        ((ArrayNode) same.path("warnings"))
                .removeIf(warning -> warning.path("text").asString().startsWith("merged from"));
        List<String> fields = new ArrayList<>();
        flatten("", same, fields);
        return fields;
    }

    private static void flatten(String path, JsonNode node, List<String> fields) {
        node.properties().forEach(each -> flatten(path + "/" + each.getKey(), each.getValue(), fields));
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            flatten(path + "/" + i, node.get(i), fields);
        }
        if (node.isValueNode()) {
            fields.add(path + " " + node);
        }
    }

    private static String withoutId(Path run, String file) {
        String id = Program.json(run, "summary.json").path("run").path("id").asString();
        return Program.text(run.resolve(file)).replace(id, "ID");
    }
}
