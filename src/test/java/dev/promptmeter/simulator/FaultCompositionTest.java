package dev.promptmeter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.promptmeter.TestScale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Faults add up: whatever three of them make of an answer, there are bytes, or none, and never an exception. */
class FaultCompositionTest {

    private static final Path TABLES = Path.of("src/test/resources/simulator");

    private static List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>();
        for (String table : List.of("faults-on-the-wire.csv", "fault-matrix.csv")) {
            try (Stream<String> lines = Files.lines(TABLES.resolve(table), StandardCharsets.UTF_8)) {
                lines.filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\\|", 2)[0].strip())
                        .filter(fault -> Fault.parse(fault).kind().scope() != FaultKind.Scope.CONNECTION)
                        .filter(fault -> !fault.contains("MB") && !fault.contains("self-other-port"))
                        .forEach(faults::add);
            }
        }
        return faults;
    }

    @Test
    void anyThreeFaultsMakeSomeBytesOrNone() throws IOException {
        List<String> faults = faults();
        Random random = new Random(TestScale.seed(1));
        for (int round = 0; round < TestScale.of(4_000, 100_000); round++) {
            Settings.Builder builder = Settings.builder().set("cost", "both");
            List<String> chosen = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                chosen.add(faults.get(random.nextInt(faults.size())));
                builder.set("fault", chosen.get(i));
            }
            Settings settings = builder.build();
            boolean stream = random.nextBoolean();

            assertThatCode(() -> made(settings, stream))
                    .as("%s, stream %s", chosen, stream)
                    .doesNotThrowAnyException();
        }
        assertThat(faults).hasSizeGreaterThan(200);
    }

    private static void made(Settings settings, boolean stream) {
        byte[] body =
                (stream ? Socketry.streamed("Zürich") : Socketry.plain("Zürich")).getBytes(StandardCharsets.UTF_8);
        HttpRequest http = new HttpRequest("POST", "/v1/chat/completions", List.of(), body, 0, 0);
        ChatRequest chat = ChatRequestReader.read(body, Modes.Switch.OFF);
        Answers answers = new Answers(settings, new Faults(settings.faults()));
        Planned planned = answers.plan(http, chat, new Ticket(1, 1, chat.key(), 1, 0), 1);
        planned.wire().pieces();
    }
}
