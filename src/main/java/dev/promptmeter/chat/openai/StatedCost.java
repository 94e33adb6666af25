package dev.promptmeter.chat.openai;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an answer itself says that it cost, in up to four places. */
final class StatedCost {

    private static final BigDecimal CREDITS_PER_USD = BigDecimal.valueOf(2_000_000);
    private static final BigDecimal AGREEMENT = new BigDecimal("0.99");
    private static final int PICO_DIGITS = 12;

    /** More USD than this do not fit the picodollars of a long. */
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(9_000_000);

    private static final int LONGEST_HEADER = 32;

    private final Set<String> flags;
    private final List<BigDecimal> amounts = new ArrayList<>();

    StatedCost(Set<String> flags) {
        this.flags = flags;
    }

    /** Adds what the {@code meta} member says. */
    void addMeta(JsonNode meta) {
        addUsd(meta.path("usage").path("usd_spent"));
        addCredits(meta.path("usage").path("credits_used"));
    }

    /** Adds an amount in USD, if there is one. */
    void addUsd(JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            add(Fields.decimal(value));
        }
    }

    private void addCredits(JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            BigDecimal credits = Fields.decimal(value);
            add(credits == null ? null : usd(credits));
        }
    }

    /** Adds the response header that counts credits. */
    void addCreditsHeader(@Nullable String header) {
        if (header == null) {
            return;
        }
        try {
            String text = header.strip();
            add(text.length() > LONGEST_HEADER ? null : usd(new BigDecimal(text)));
        } catch (NumberFormatException e) {
            add(null);
        }
    }

    private static @Nullable BigDecimal usd(BigDecimal credits) {
        // Bounded first: an exponent can stand for more digits than memory holds.
        if (Math.abs(Fields.digits(credits)) > 2 * PICO_DIGITS) {
            return null;
        }
        return credits.divide(CREDITS_PER_USD, 2 * PICO_DIGITS, RoundingMode.HALF_EVEN);
    }

    private void add(@Nullable BigDecimal usd) {
        if (usd == null || usd.signum() < 0 || usd.compareTo(MOST_USD) > 0) {
            flags.add("cost_doubtful");
        } else {
            amounts.add(Fields.digits(usd) < -PICO_DIGITS ? BigDecimal.ZERO : usd);
        }
    }

    /** {@return picodollars; null if nothing is stated that can be believed of an answer that has tokens} */
    @Nullable
    Long picoOfAnswerWithTokens() {
        Long pico = pico();
        if (pico != null && pico == 0) {
            flags.add("cost_doubtful");
            return null;
        }
        return pico;
    }

    /** {@return picodollars, also zero; null if nothing is stated that can be believed} */
    @Nullable
    Long pico() {
        if (amounts.isEmpty()) {
            return null;
        }
        BigDecimal first = amounts.get(0);
        BigDecimal largest = amounts.stream().max(BigDecimal::compareTo).orElse(first);
        BigDecimal smallest = amounts.stream().min(BigDecimal::compareTo).orElse(first);
        boolean agree = smallest.compareTo(largest.multiply(AGREEMENT)) >= 0;
        if (!agree) {
            flags.add("cost_inconsistent");
        }
        BigDecimal chosen = agree ? first : largest;
        return chosen.movePointRight(PICO_DIGITS)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
