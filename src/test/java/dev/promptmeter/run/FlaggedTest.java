package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlaggedTest {

    @Test
    void aFailureKeepsEverythingElse() {
        Timing timing = Timing.plain(new Times(1, 2, 3, null, null, null, 4), 4);
        var failed = new Failed(
                FailureKind.SERVER, "no", Billed.MAYBE, 504, Duration.ofSeconds(3), null, timing, Set.of("cold"));

        assertThat(Flagged.with(failed, "resumed"))
                .isEqualTo(new Failed(
                        FailureKind.SERVER,
                        "no",
                        Billed.MAYBE,
                        504,
                        Duration.ofSeconds(3),
                        null,
                        timing,
                        Set.of("cold", "resumed")));
    }
}
