package dev.promptmeter.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Picodollars (10^-12 USD) per token. What is charged is whole credits of half a millionth of a dollar. */
record Price(long input, long output, long cached) {

    static final long PICODOLLARS_PER_CREDIT = 500_000;

    /** Reads {@code IN,OUT[,CACHED]} in USD per million tokens; cached tokens cost as much as others unless stated. */
    static Price parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("price '" + text + "' must be IN,OUT or IN,OUT,CACHED, such as 1,2");
        }
        long input = picodollars(parts[0]);
        return new Price(input, picodollars(parts[1]), parts.length == 3 ? picodollars(parts[2]) : input);
    }

    private static long picodollars(String text) {
        try {
            long price = new BigDecimal(text.trim()).movePointRight(6).longValueExact();
            if (price >= 0) {
                return price;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("price '" + text + "' must be a number with at most 6 decimals", e);
        }
        throw new IllegalArgumentException("price '" + text + "' must not be negative");
    }

    /** {@return the price of the tokens, rounded up to whole credits} */
    long credits(Counts counts) {
        long cost =
                (counts.prompt() - counts.cached()) * input + counts.cached() * cached + counts.completion() * output;
        return -Math.floorDiv(-cost, PICODOLLARS_PER_CREDIT);
    }

    static long credits(BigDecimal dollars) {
        return dollars.movePointRight(6)
                .multiply(BigDecimal.valueOf(2))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    static String dollars(long credits) {
        BigDecimal dollars = BigDecimal.valueOf(credits * 5, 7).stripTrailingZeros();
        return dollars.toPlainString();
    }

    /** {@return USD per token as a decimal, for the list of models} */
    static String perToken(long picodollars) {
        return BigDecimal.valueOf(picodollars, 12).stripTrailingZeros().toPlainString();
    }
}
