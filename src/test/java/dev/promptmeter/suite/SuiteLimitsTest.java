package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A suite that would keep a reader busy is refused before it can. */
class SuiteLimitsTest {

    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final int TRIES = 5;

    private static final String ALIASES = """
            a: &a [x,x,x,x,x,x,x,x,x]
            b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
            c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
            d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
            e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
            f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]
            g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]
            h: &h [*g,*g,*g,*g,*g,*g,*g,*g,*g]
            i: &i [*h,*h,*h,*h,*h,*h,*h,*h,*h]
            """;

    @TempDir
    private Path root;

    /** Counted in processor time, of which other processes take nothing, and the best of a few: the first loads classes. */
    @ParameterizedTest
    @ValueSource(strings = {"aliases", "depth"})
    void whatIsRefusedForItsShapeIsRefusedInNoTime(String shape) {
        String text =
                shape.equals("aliases") ? ALIASES : "version: 1\nname: " + "[".repeat(2000) + "]".repeat(2000) + "\n";
        Path file = Suites.write(root.resolve("promptmeter.yaml"), text);

        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = processorNanos();
            assertThatThrownBy(() -> Suite.read(file, Suites.variables(Map.of())))
                    .isInstanceOf(SuiteException.class);
            best = Math.min(best, processorNanos() - before);
        }

        assertThat(Duration.ofNanos(best)).isLessThan(LIMIT);
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
