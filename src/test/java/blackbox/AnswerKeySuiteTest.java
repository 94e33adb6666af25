package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.KeyBench.Line;
import blackbox.Program.Ended;
import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Suite 14 of the test plan: a run that is complete goes on after an edit, and sends exactly what the edit makes new. */
class AnswerKeySuiteTest {

    private static final int LENGTHS = 7;

    @TempDir
    Path folder;

    private final Random random = new Random(TestScale.seed(14));
    private int runs;

    /** Edits a suite. */
    @FunctionalInterface
    private interface Edit {

        /** {@return how many requests it makes new} */
        int of(KeyBench bench);
    }

    @Test
    void everyEditOfASuiteSendsExactlyWhatItMakesNew() {
        try (SuiteLine line = SuiteLine.begin(14, "Answer keys and resume", TestScale.seed(14))) {
            for (int round = 0; round < TestScale.of(1, 50); round++) {
                for (int dataset = 0; dataset < 5; dataset++) {
                    everyEdit(dataset, line);
                }
            }
            assertThat(line.cases()).isEqualTo(60L * TestScale.of(1, 50));
        }
    }

    private void everyEdit(int dataset, SuiteLine line) {
        try (Simulator simulator = Simulator.start(Script.of())) {
            KeyBench bench = bench(dataset, simulator.baseUri().toString());
            Path base = folder.resolve("run" + runs++);
            Ended first = Program.run(bench.start(folder, base));
            assertThat(first.code()).as(first.out() + first.err()).isZero();
            assertThat(simulator.ledger().answered()).hasSize(bench.answers());
            edits().forEach((name, edit) -> {
                oneEdit(dataset + " " + name, bench.copy(), edit, new Started(simulator, base));
                line.count();
            });
        }
    }

    private record Started(Simulator simulator, Path base) {}

    private void oneEdit(String name, KeyBench bench, Edit edit, Started started) {
        Path out = folder.resolve("run" + runs++);
        KeyBench.copy(started.base(), out);
        int before = started.simulator().ledger().answered().size();

        int expected = edit.of(bench);
        Ended ended = Program.run(bench.start(folder, out, "--resume"));

        assertThat(ended.code()).as(name + "\n" + ended.out() + ended.err()).isZero();
        assertThat(started.simulator().ledger().answered().size() - before)
                .as(name)
                .isEqualTo(expected);
        JsonNode counts = Program.json(out, "summary.json").path("counts");
        assertThat(counts.path("pass").asInt() + counts.path("fail").asInt())
                .as(name + " " + counts)
                .isEqualTo(bench.answers());
        assertThat(counts.path("attempts").asInt()).as(name).isEqualTo(bench.answers());
        assertThat(counts.path("error").asInt() + counts.path("skip").asInt())
                .as(name)
                .isZero();
    }

    private KeyBench bench(int dataset, String baseUrl) {
        KeyBench bench = new KeyBench(baseUrl);
        bench.prompts.add("Say {{question}}");
        bench.temperatures.add("0");
        bench.key = "sk-first-0123456789ab";
        switch (dataset) {
            case 0 -> bench.ask(questions(3 + random.nextInt(LENGTHS)));
            case 1 -> {
                bench.ask("the same", "another", "the same", "the same", "another");
                bench.ask(questions(1 + random.nextInt(LENGTHS)));
            }
            case 2 -> {
                bench.named = false;
                bench.ask("Grüße, \"quoted\"", "two\nlines", "two\nlines", "= 6 x 7");
                bench.ask(questions(1 + random.nextInt(LENGTHS)));
            }
            case 3 -> {
                bench.prompts.add("Again: {{question}}");
                bench.temperatures.add("0.5");
                bench.repeat = 2;
                bench.ask(questions(2 + random.nextInt(3)));
            }
            default -> {
                // Two prompts that send the same: what is asked twice is answered twice.
                bench.prompts.add("Say {{question}}");
                bench.repeat = 1 + random.nextInt(3);
                bench.ask("the same", "the same");
                bench.ask(questions(1 + random.nextInt(3)));
            }
        }
        return bench;
    }

    private String[] questions(int count) {
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add("question " + random.nextInt(Integer.MAX_VALUE));
        }
        return questions.toArray(String[]::new);
    }

    private Map<String, Edit> edits() {
        Map<String, Edit> edits = new LinkedHashMap<>();
        edits.put("reordered", bench -> {
            Collections.shuffle(bench.lines, random);
            return 0;
        });
        edits.put("expected value edited", bench -> {
            bench.lines.replaceAll(line -> new Line(line.id(), line.question(), "contains: nothing like it"));
            bench.gate = "passRate <= 0%";
            return 0;
        });
        edits.put("check added", bench -> {
            bench.check = "checks: [ { type: starts-with, value: nothing } ]\n";
            bench.gate = "passRate <= 0%";
            return 0;
        });
        edits.put("gate edited", bench -> {
            bench.gate = "errorRate <= 1%";
            return 0;
        });
        edits.put("ids renamed", bench -> {
            bench.named = true;
            // Every second takes the name of the one before it, so that names stand for other rows now.
            bench.lines.replaceAll(line -> new Line(
                    "r" + (1 + Integer.parseInt(line.id().substring(1)) % bench.lines.size()),
                    line.question(),
                    line.expected()));
            return 0;
        });
        edits.put("key, concurrency, timeout, retries, output, title", bench -> {
            bench.key = "sk-another-0123456789";
            bench.flags.addAll(List.of("-j", "3", "--timeout", "7s", "--retries", "1", "--title", "Once more"));
            bench.flags.addAll(List.of("--report", "+csv,+jsonl"));
            return 0;
        });
        edits.put("base URL with a slash", bench -> {
            bench.baseUrl = bench.baseUrl.replace("http://", "HTTP://") + "/";
            return 0;
        });
        edits.put("row inserted", bench -> {
            insert(bench, "something new");
            return bench.perRow();
        });
        edits.put("twins inserted", bench -> {
            insert(bench, "two alike");
            insert(bench, "two alike");
            insert(bench, bench.lines.get(0).question());
            return 3 * bench.perRow();
        });
        edits.put("two more repeats", bench -> {
            bench.repeat += 2;
            return 2 * bench.answers() / bench.repeat;
        });
        edits.put("temperature or model name", bench -> {
            if (random.nextBoolean()) {
                bench.temperatures.set(0, "0.9");
            } else {
                bench.names.add("sim-other");
            }
            bench.flags.add("--accept-changes");
            return bench.answers() / bench.temperatures.size();
        });
        edits.put("prompt", bench -> {
            bench.prompts.set(0, "Please say {{question}}");
            bench.flags.add("--accept-changes");
            return bench.answers() / bench.prompts.size();
        });
        return edits;
    }

    private void insert(KeyBench bench, String question) {
        Line line = new Line("new" + bench.lines.size(), question, "contains: answer");
        bench.lines.add(random.nextInt(bench.lines.size() + 1), line);
    }
}
