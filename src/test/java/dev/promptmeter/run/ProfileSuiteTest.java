package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.run.FaultCase.Again;
import dev.promptmeter.run.FaultCase.Strikes;
import dev.promptmeter.run.Model.Delivery;
import dev.promptmeter.simulator.Flags;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Suite 3 of the test plan: what each kind of server says comes to the class in the table, ten requests for each profile and more at night. */
@Timeout(300)
class ProfileSuiteTest {

    private static final Path TABLE = Path.of("src/test/resources/simulator/profiles.csv");
    private static final String PATH = "path=";

    /** At night each row is asked five times, with what a dataset may hold. */
    private static final List<String> QUESTIONS = List.of(
            "What is the capital of France?",
            "Which of these: \u6771\u4eac, Paris \ud83d\ude00 or \u0645\u0643\u0629?",
            "Who said \"a\\b\"\n\tand {\"json\": [1, 2]}?",
            "Why " + "so long ".repeat(400) + "?",
            "When will it be ready?");

    private record Row(String profile, String settings, String fault, List<String> words) {

        static Row of(String line) {
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), cells.subList(3, 5));
        }

        Simulator start() {
            Settings.Builder builder = Settings.builder().set("profile", profile);
            for (String setting : settings.split(",", -1)) {
                if (!setting.isEmpty() && !setting.startsWith(PATH)) {
                    builder.set(setting.split("=", 2)[0], setting.split("=", 2)[1]);
                }
            }
            if (!fault.isEmpty()) {
                builder.set("fault", fault + "@match=^W");
            }
            return Simulator.start(builder.build());
        }

        URI base(Simulator simulator) {
            String base = simulator.baseUri().toString();
            return URI.create(
                    settings.startsWith(PATH) ? base.replace("/v1", settings.substring(PATH.length())) : base);
        }
    }

    private static List<Row> rows() throws Exception {
        return Files.readAllLines(TABLE, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Row::of)
                .toList();
    }

    @Test
    void everyProfileHasAtLeastTenRequests() throws Exception {
        var rows = rows().stream().collect(Collectors.groupingBy(Row::profile, Collectors.counting()));

        assertThat(Flags.profiles().stream().map(line -> line.split(" ", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(rows.keySet());
        assertThat(rows.values()).allSatisfy(count -> assertThat(2 * count).isGreaterThanOrEqualTo(10));
    }

    @Test
    void everyAnswerComesToItsClass() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (SuiteLine line = SuiteLine.begin(3, "server profiles", 1)) {
            for (Row row : rows()) {
                try (Simulator simulator = row.start()) {
                    for (String question : QUESTIONS.subList(0, TestScale.of(1, QUESTIONS.size()))) {
                        for (Delivery delivery : Delivery.values()) {
                            check(softly, row, question, delivery, simulator);
                            line.count();
                        }
                    }
                }
            }
        }
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, Row row, String question, Delivery delivery, Simulator simulator)
            throws InterruptedException {
        String word = row.words().get(delivery.ordinal());
        FaultCase asked = new FaultCase(row.fault(), delivery, Strikes.ALL, word, Again.FINAL, "once");

        FaultRun run = FaultRun.of(asked, question, row.base(simulator));

        softly.assertThat(run.word())
                .as("%s %s %s: %s", row, delivery, question, run.result().reason())
                .isEqualTo(word);
    }
}
