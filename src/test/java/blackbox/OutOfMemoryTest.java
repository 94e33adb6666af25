package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run whose heap is too small for one of its answers. */
@Tag("scale")
@Timeout(300)
class OutOfMemoryTest {

    private static final int ROWS = 12;

    @TempDir
    private Path folder;

    @Test
    void endsARunInOneSentenceAndLosesNothing() throws Exception {
        try (Simulator simulator = Simulator.start(Script.of().with("fault", "pad:14MB@match=City 7"))) {
            List<String> arguments = Child.running(folder, ROWS, simulator, "-j", "2", "--no-preflight");

            Ended ended =
                    new SmallHeap(folder, "-Xmx36m").run("dev.promptmeter.cli.Main", Duration.ofMinutes(2), arguments);

            assertThat(ended.code()).as(ended.out()).isEqualTo(1);
            assertThat(ended.out())
                    .contains("PM-9002  out of memory", "promptmeter run --resume " + folder.resolve("run"))
                    .doesNotContain("PM-9001", "\tat ", "OutOfMemoryError");
            AfterRun.holds(simulator, folder.resolve("run"));

            List<String> again = new ArrayList<>(arguments);
            again.add("--resume");
            Ended resumed = Program.run(again.toArray(String[]::new));

            assertThat(resumed.code()).as(resumed.err()).isZero();
            assertThat(Program.json(folder.resolve("run"), "summary.json")
                            .path("counts")
                            .path("pass")
                            .asInt())
                    .isEqualTo(ROWS);
            AfterRun.holds(simulator, folder.resolve("run"));
        }
    }
}
