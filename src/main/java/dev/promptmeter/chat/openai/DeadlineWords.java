package dev.promptmeter.chat.openai;

import java.math.BigDecimal;
import java.time.Duration;

/** A deadline as a person writes it. */
final class DeadlineWords {

    private DeadlineWords() {}

    /** {@return such as {@code 60 s} or {@code 0.25 s}} */
    static String of(Duration deadline) {
        BigDecimal seconds = BigDecimal.valueOf(deadline.toMillis(), 3).stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }
}
