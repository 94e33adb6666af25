package dev.promptmeter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinishReasonTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "stop,STOP",
        "STOP,STOP",
        "eos,STOP",
        "eos_token,STOP",
        "end_turn,STOP",
        "stop_sequence,STOP",
        "length,LENGTH",
        "max_tokens,LENGTH",
        "MAX_TOKENS,LENGTH",
        "content_filter,FILTER",
        "tool_calls,TOOL",
        "function_call,TOOL",
        "tool_use,TOOL",
        "error,ERROR",
        "recitation,OTHER"
    })
    void everyKnownWordHasAMeaningAndIsKept(String word, FinishReason.Kind kind) {
        assertThat(FinishReason.of(word)).isEqualTo(new FinishReason(kind, word));
    }

    @Test
    void noWordIsNoReason() {
        assertThat(FinishReason.of(null)).isEqualTo(FinishReason.NONE);
        assertThat(FinishReason.of("")).isEqualTo(FinishReason.NONE);
        assertThat(FinishReason.NONE.kind().word()).isEqualTo("none");
    }

    @Test
    void aLongWordIsCut() {
        assertThat(FinishReason.of("x".repeat(65)).word()).hasSize(64);
    }
}
