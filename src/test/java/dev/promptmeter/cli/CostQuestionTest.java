package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostQuestionTest {

    private static final BigDecimal TWO_USD = new BigDecimal("2");
    private static final long THREE_USD = 3_000_000_000_000L;

    private final List<String> asked = new ArrayList<>();

    private String ask(@Nullable String answer, Given given, @Nullable BigDecimal above, long likelyPico) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Questions person = question -> {
            asked.add(question);
            return answer;
        };
        try (Console console = new Console(nowhere, nowhere, text -> text)) {
            Session session = new Session(console, Map.of(), Terminal.NONE, Signals.NONE, person);
            return new CostQuestion(session).ask(given, above, () -> likelyPico);
        }
    }

    private static Given given(Flag... flags) {
        Map<Flag, List<String>> all = new IdentityHashMap<>();
        for (Flag flag : flags) {
            all.put(flag, List.of(Given.BARE));
        }
        return Given.of(all, List.of());
    }

    @Test
    void aDearRunBeginsOnlyWithConsent() {
        assertThat(ask("y", given(), TWO_USD, THREE_USD)).isEqualTo("$3.00");
        assertThat(asked)
                .containsExactly(
                        "This run will likely cost $3.00, more than $2.00 (run.confirmAbove). Continue? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "no", "maybe"})
    void anyOtherAnswerEndsItBeforeAnythingIsSent(String answer) {
        assertThatThrownBy(() -> ask(answer, given(), TWO_USD, THREE_USD))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("PM-3006  not started: it will likely cost $3.00, more than $2.00")
                .hasMessageEndingWith("--yes starts without asking");
    }

    @Test
    void whereNobodySitsItGoesOn() {
        assertThat(ask(null, given(), TWO_USD, THREE_USD)).isEqualTo("$3.00");
    }

    @Test
    void aFlagAnswersBeforehand() {
        assertThat(ask("n", given(RunFlags.YES), TWO_USD, THREE_USD)).isEqualTo("$3.00");
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsCheapEnoughOrUnknownIsNotAskedAbout() {
        assertThat(ask("n", given(), TWO_USD, 2_000_000_000_000L)).isEqualTo("$2.00");
        assertThat(ask("n", given(), TWO_USD, 0)).isEmpty();
        assertThat(ask("n", given(), null, THREE_USD)).isEmpty();
        assertThat(asked).isEmpty();
    }
}
