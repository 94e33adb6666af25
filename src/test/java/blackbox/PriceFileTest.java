package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose prices stand in a file of their own. */
class PriceFileTest {

    @TempDir
    Path folder;

    private Ended run(Simulator simulator) {
        Program.file(folder, "prices.json", """
                { "sim-small": { "input_cost_per_token": 0, "output_cost_per_token": 0.001 } }
                """);
        Program.file(folder, "cases.csv", "id,prompt\na,Paris\nb,Bern\n");
        String suite = Program.file(folder, "promptmeter.yaml", """
                version: 1
                name: priced
                models:
                  - { id: m, baseUrl: "%s", model: sim-small }
                prompts:
                  - { id: p, text: "{{prompt}}" }
                datasets:
                  - { file: cases.csv }
                pricing: { asOf: 2026-01-02, file: prices.json }
                run: { warmup: 0 }
                gates: [ cost.total < 1 USD ]
                """.formatted(simulator.baseUri()));
        return Program.run("run", suite, "-o", folder.resolve("run").toString());
    }

    @Test
    void theRunKeepsWhatItTookFromTheFile() throws IOException {
        try (Simulator simulator = Simulator.start(Script.of().with("answer", "tokens:7"))) {
            Ended ended = run(simulator);
            Path summary = folder.resolve("run/summary.json");
            Path page = folder.resolve("run/report.html");
            String before = Program.text(summary) + Program.text(page);
            Files.delete(folder.resolve("prices.json"));
            Program.run("report", folder.resolve("run").toString());

            assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
            assertThat(Program.json(folder.resolve("run"), "summary.json")
                            .at("/cost/usd")
                            .asDouble())
                    .isEqualTo(0.014);
            String sha = Program.json(folder.resolve("run"), "summary.json")
                    .at("/cost/priceFileSha")
                    .asString();
            assertThat(sha).matches("[0-9a-f]{64}");
            assertThat(Program.text(page))
                    .contains("prices.json (SHA-256 " + sha + "): m as sim-small; true on 2026-01-02.");
            assertThat(Program.text(summary) + Program.text(page)).isEqualTo(before);
        }
    }
}
