package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.Socketry.ask;
import static dev.promptmeter.simulator.Socketry.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that only streams can have, as a client sees them. */
class StreamFaultsTest {

    private static Simulator with(String... faults) {
        Settings.Builder builder = Settings.builder().set("--cost", "both");
        for (String fault : faults) {
            builder.set("--fault", fault);
        }
        return Simulator.start(builder.build());
    }

    private static Socketry.Received streaming(String... faults) throws Exception {
        try (Simulator simulator = with(faults)) {
            return ask(simulator, streamed("Zürich is fine"));
        }
    }

    private static String masked(String text) {
        return text.replaceAll("\"created\":\\d+", "\"created\":0");
    }

    @Test
    void stallAfterAnEventComesBetweenTwoEvents() throws Exception {
        try (Simulator simulator = Simulator.start(Settings.builder()
                .set("fault", "stall:50ms,after=event:2")
                .set("ledger-events", "on")
                .build())) {
            ask(simulator, streamed("Zürich is fine"));

            LedgerEntry entry = simulator.ledger().entries().get(0);
            long received = entry.times().received();
            assertThat(entry.sent().written().due().stream().map(due -> (due - received) / 1_000_000))
                    .startsWith(0L, 0L, 50L, 50L);
            assertThat(entry.sent().written().before().get(2) - received).isGreaterThanOrEqualTo(50_000_000);
        }
    }

    @Test
    void truncateOfAStreamBreaksOffInsideAChunk() throws Exception {
        Socketry.Received cut = streaming("truncate:200");

        assertThat(cut.entityBytes()).hasSize(200);
        assertThat(cut.body()).doesNotContain("[DONE]").doesNotEndWith("0\r\n\r\n");
        assertThat(cut.ending()).isEqualTo("fin");
    }

    @Test
    void cutEventEndsAfterSoManyEvents() throws Exception {
        Socketry.Received broken = streaming("cut-event:3");
        Socketry.Received clean = streaming("cut-event:3,clean");

        assertThat(broken.entity().split("\n\n")).hasSize(3);
        assertThat(broken.body()).doesNotEndWith("0\r\n\r\n");
        assertThat(clean.entity())
                .satisfies(entity -> assertThat(masked(entity)).isEqualTo(masked(broken.entity())));
        assertThat(clean.body()).endsWith("0\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    error-event:2            | data: {"error":{"message":
                    error-event:2,form=event | event: error\\ndata: {"error":{
                    error-event:2,form=vllm  | data: {"object":"error","message":
                    error-event:2,form=string| data: {"error":"The server had an error"}
                    """)
    void errorEventIsTheLastOfTheStream(String fault, String expected) throws Exception {
        String[] events = streaming(fault).entity().split("\n\n");

        assertThat(events).hasSize(3);
        assertThat(events[2]).startsWith(expected.replace("\\n", "\n"));
    }

    @Test
    void commentsStandBeforeEverySecondEvent() throws Exception {
        String entity = streaming("comments:2").entity();

        assertThat(entity).startsWith(": OPENROUTER PROCESSING\n\ndata: ");
        assertThat(entity.split(": OPENROUTER PROCESSING\n\n", -1)).hasSize(1 + 4);
    }

    @Test
    void splitUtf8CutsACharacterBetweenTwoChunks() throws Exception {
        try (Simulator simulator = with("split-utf8");
                Socketry client = Socketry.connect(simulator)) {
            client.send("POST /v1/chat/completions", streamed("Zürich is fine"), "Connection: close\r\n");

            Socketry.Received received = client.readToEnd();

            assertThat(received.text()).contains("\"content\":\"Z\ufffd\r\n");
        }
    }
}
