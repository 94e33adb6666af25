package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static PrintStream stream(OutputStream to) {
        return new PrintStream(to, false, StandardCharsets.UTF_8);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A pipe that takes nothing until it is opened. */
    private static final class Blocked extends OutputStream {

        private final CountDownLatch opened = new CountDownLatch(1);
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            try {
                opened.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            taken.write(b);
        }
    }

    @Test
    void everythingStandsInTheOrderInWhichItWasSaid() {
        try (Console console = new Console(stream(out), stream(out), text -> text)) {
            console.progress("1 ");
            console.message("2");
            console.result("3");
            console.flush();

            assertThat(written()).isEqualTo("1 2\n3");
        }
    }

    @Test
    void aStreamThatNobodyReadsStopsNobodyAndLosesNoResult() {
        Blocked pipe = new Blocked();
        try (Console console = new Console(stream(pipe), stream(pipe), text -> text)) {
            for (int i = 0; i < 5_000; i++) {
                console.progress("progress\n");
            }
            console.result("the result\n");

            pipe.opened.countDown();
            console.flush();

            String taken = pipe.taken.toString(StandardCharsets.UTF_8);
            assertThat(taken).endsWith("the result\n");
            assertThat(taken.lines().count()).isBetween(1_000L, 1_002L);
        }
    }

    @Test
    void aStreamThatIsClosedIsNoFault() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (Console console = new Console(stream(closed), stream(out), text -> text)) {
            console.result("lost");
            console.message("kept");
            console.flush();

            assertThat(written()).isEqualTo("kept\n");
        }
    }

    @Test
    void aSecretIsMaskedOnceItIsKnown() {
        try (Console console = new Console(stream(out), stream(out), text -> text)) {
            console.mask(Redactor.of(List.of(Secret.of("canary-key-1"))));
            console.message("the key is canary-key-1");
            console.flush();

            assertThat(written()).isEqualTo("the key is ***\n");
        }
    }
}
