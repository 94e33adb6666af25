package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryOnTest {

    private static final Timing TIMING = Timing.plain(new Times(0, 0, 0, null, null, null, 0), 0);

    @ParameterizedTest
    @CsvSource({
        "'', SERVER, 503, true",
        "429, RATE, 429, true",
        "429, SERVER, 503, false",
        "5xx, SERVER, 503, true",
        "5xx, SERVER, 529, true",
        "5xx, SERVER, 408, false",
        "503 timeout, SERVER, 503, true",
        "503 timeout, SERVER, 502, false",
        "503 timeout, TIMEOUT, , true",
        "503 timeout, CONNECT, , false",
        "timeout, TIMEOUT, 200, true",
        "connection, CONNECT, , true",
        "connection, RESET, , true",
        "connection, PROXY, 407, true",
        "connection, TIMEOUT, , false",
        "connection, MALFORMED_SUCCESS, , false"
    })
    void narrowsWhatIsRepeated(String words, FailureKind kind, @Nullable Integer status, boolean included) {
        RetryOn on = new RetryOn(words.isEmpty() ? List.of() : List.of(words.split(" ")));
        Failed failed = new Failed(kind, "no", Billed.NO, status, null, null, TIMING, Set.of());

        assertThat(on.includes(failed)).isEqualTo(included);
    }
}
