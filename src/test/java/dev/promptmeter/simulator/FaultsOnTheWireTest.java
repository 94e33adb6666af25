package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.plain;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each fault that is built, as a client sees it. The prompt "Zürich is fine" is echoed: 4 tokens. */
class FaultsOnTheWireTest {

    private static final Path TABLE = Path.of("src/test/resources/simulator/faults-on-the-wire.csv");

    /** Those whose effect is an instant or a place and not a text; each has a test of its own here or beside this class. */
    private static final Set<String> TESTED_APART = Set.of(
            "refuse",
            "stall-accept",
            "slow-read",
            "no-answer",
            "down",
            "idle-close",
            "tls-hang",
            "tls-alert",
            "delay",
            "bandwidth",
            "jitter",
            "slice",
            "stall",
            "stall-forever",
            "slow-close",
            "done-hold",
            "limit-data",
            "freeze",
            "slow-head",
            "truncate",
            "bomb",
            "json-cut",
            "swap",
            "comments-only",
            "cut-event",
            "coalesce",
            "split-utf8");

    private static Simulator with(String... faults) {
        Settings.Builder builder = Settings.builder().set("--cost", "both");
        for (String fault : faults) {
            builder.set("--fault", fault);
        }
        return Simulator.start(builder.build());
    }

    private static Socketry.Received plainly(String... faults) throws Exception {
        try (Simulator simulator = with(faults)) {
            return ask(simulator, plain("Zürich is fine"));
        }
    }

    private static Socketry.Received streaming(String... faults) throws Exception {
        try (Simulator simulator = with(faults)) {
            return ask(simulator, streamed("Zürich is fine"));
        }
    }

    @Test
    void everyFaultIsTested() throws IOException {
        Set<String> tested = new TreeSet<>(TESTED_APART);
        try (Stream<String> lines = Files.lines(TABLE, StandardCharsets.UTF_8)) {
            lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[:|]", 2)[0].strip())
                    .forEach(tested::add);
        }

        assertThat(tested)
                .isEqualTo(
                        Arrays.stream(FaultKind.values()).map(FaultKind::text).collect(Collectors.toSet()));
    }

    @Test
    void theListNamesWhatTheDocumentNames() throws IOException {
        assertThat(Flags.faults().stream().map(line -> line.split("[:\\[]", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(
                        Path.of("src/test/resources/simulator/fault-names.txt"), StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvFileSource(
            files = "src/test/resources/simulator/faults-on-the-wire.csv",
            delimiter = '|',
            quoteCharacter = '\0',
            maxCharsPerColumn = 1_000)
    void theWireShows(String fault, String form, String part, String expected) throws Exception {
        Socketry.Received received = form.equals("plain") ? plainly(fault) : streaming(fault);

        if (part.equals("end")) {
            assertThat(received.ending() + ", " + received.bytes().length + " bytes")
                    .startsWith(expected);
            return;
        }
        String seen = part(received, part);
        boolean absent = expected.startsWith("not ");
        String text = (absent ? expected.substring(4) : expected)
                .replace("\\uFEFF", "\uFEFF")
                .translateEscapes();
        if (absent) {
            assertThat(seen).doesNotContain(text);
        } else if (text.startsWith("^")) {
            assertThat(seen).startsWith(text.substring(1));
        } else {
            assertThat(seen).contains(text);
        }
    }

    private static String part(Socketry.Received received, String part) {
        return switch (part) {
            case "head" -> received.head();
            case "body" -> received.body();
            case "entity" -> received.entity();
            default -> received.text();
        };
    }

    @Test
    void costNoneHidesTheHeaderTooWhileTheLedgerKnows() throws Exception {
        try (Simulator simulator = with("cost:none")) {
            assertThat(ask(simulator, plain("Zürich is fine")).head()).doesNotContain("credits");
            assertThat(simulator.ledger().billedPicodollars()).isEqualTo((3 + 4 + 4 + 4 * 2) * 1_000_000L);
        }
    }

    @Test
    void finishLongIsTenThousandCharacters() throws Exception {
        assertThat(plainly("finish:long").body()).contains("\"finish_reason\":\"" + "x".repeat(10_000) + "\"");
    }

    @Test
    void noAnswerKeepsTheConnectionUntilTheClientLeaves() throws Exception {
        try (Simulator simulator = with("no-answer")) {
            try (Socketry client = Socketry.connect(simulator)) {
                client.send("POST /v1/chat/completions", plain("x"), "");
                assertThat(simulator.ledger().finished()).isZero();
            }

            assertThat(simulator.await(ledger -> ledger.finished() == 1, Duration.ofSeconds(60)))
                    .isTrue();
            assertThat(simulator.ledger().entries().get(0).status()).isNull();
            assertThat(simulator.ledger().entries().get(0).faults()).containsExactly("no-answer");
        }
    }

    @Test
    void noKeepAliveSaysSoAndCloses() throws Exception {
        try (Simulator simulator = with("no-keep-alive");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", plain("x"), "");

            Socketry.Received received = client.readToEnd();

            assertThat(received.head()).contains("Connection: close");
            assertThat(received.ending()).isEqualTo("fin");
            assertThat(simulator.ledger().answered()).hasSize(1);
        }
    }

    @Test
    void delayAndStallAddUpOnTheWireAndInTheLedger() throws Exception {
        try (Simulator simulator = with("delay:30ms", "stall:40ms,after=50%")) {

            ask(simulator, plain("Zürich is fine"));

            LedgerEntry entry = simulator.ledger().entries().get(0);
            long received = entry.times().received();
            assertThat(entry.times().head() - received).isBetween(30_000_000L, 5_000_000_000L);
            assertThat(entry.times().lastByte() - received).isGreaterThanOrEqualTo(70_000_000L);
            assertThat(entry.faults()).containsExactly("delay", "stall");
            assertThat(entry.answered()).isTrue();
        }
    }

    @Test
    void truncateCutsABodyWhoseHeadPromisesMore() throws Exception {
        Socketry.Received whole = plainly();
        Socketry.Received cut = plainly("truncate:50%");
        Socketry.Received clean = plainly("truncate:100,clean");

        int length = whole.bodyBytes().length;
        assertThat(cut.head()).contains("Content-Length: " + length);
        assertThat(cut.bodyBytes()).hasSize(length / 2);
        assertThat(masked(whole.body())).startsWith(masked(cut.body()));
        assertThat(clean.head()).doesNotContain("Content-Length");
        assertThat(clean.bodyBytes()).hasSize(100);
    }

    @Test
    void jsonCutIsHalfOfTheBodyFramedAsIfItWereAll() throws Exception {
        Socketry.Received received = plainly("json-cut");
        Socketry.Received stream = streaming("json-cut");

        assertThat(received.head()).contains("Content-Length: " + received.bodyBytes().length);
        assertThatThrownBy(() -> JsonReader.read(received.body())).isInstanceOf(BadText.class);
        assertThat(stream.entity().split("\n\n")[1]).startsWith("data: {").doesNotEndWith("}");
        assertThat(stream.entity()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void sliceSendsTheSameBytesInSmallPieces() throws Exception {
        String whole = streaming().text();

        String sliced = streaming("slice:7,gap=0ms").text();

        assertThat(masked(sliced)).isEqualTo(masked(whole));
    }

    private static String masked(String text) {
        return text.replaceAll("\"created\":\\d+", "\"created\":0");
    }

    @Test
    void faultsOfTheModelListNeedTheirRoute() throws Exception {
        try (Simulator simulator = with("status:500@route=models");
                Socketry client = Socketry.connect(simulator)) {
            client.send("GET /v1/models", "", "");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 500 ");
            client.send("POST /v1/chat/completions", plain("x"), "");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aProfileShowsItsFaultsOnDemand() throws Exception {
        try (Simulator simulator = Simulator.start(Settings.builder()
                .set("profile", "aimlapi")
                .set("faults", "profile:out-of-credits@attempt=1")
                .build())) {
            assertThat(ask(simulator, plain("x")).text())
                    .startsWith("HTTP/1.1 403 ")
                    .contains("run out of credits");
            assertThat(ask(simulator, plain("x")).head()).startsWith("HTTP/1.1 201 ");
        }
    }
}
