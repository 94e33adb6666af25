package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChunksTest {

    /** Eight hundred answers of the largest size would not fit into any memory. */
    @Test
    void longTextsAreNotKeptUntilTheirBlockIsFull() {
        AtomicInteger written = new AtomicInteger();
        Chunks.Form<String> form = new Chunks.Form<>(
                value -> {
                    written.incrementAndGet();
                    return "1";
                },
                value -> 1_000_000);
        Chunks<String> chunks = new Chunks<>("details", new Markup(new StringWriter()), form);

        for (int i = 0; i < 100; i++) {
            chunks.add("x");
        }

        assertThat(written.get()).isGreaterThanOrEqualTo(90);
    }

    @Test
    void aBlockIsTheSameHoweverLongItsTextsAre() {
        assertThat(page(1_000_000))
                .isEqualTo(page(1))
                .contains("details-0", "details-4")
                .doesNotContain("details-5");
    }

    private static String page(long length) {
        StringWriter out = new StringWriter();
        Chunks<Integer> chunks =
                new Chunks<>("details", new Markup(out), new Chunks.Form<>(String::valueOf, value -> length));
        for (int i = 0; i < 1_000; i++) {
            chunks.add(i);
        }
        chunks.finish();
        return out.toString();
    }
}
