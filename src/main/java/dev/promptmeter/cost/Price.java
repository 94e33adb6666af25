package dev.promptmeter.cost;

import dev.promptmeter.chat.TokenUsage;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of one model cost, in USD per million tokens.
 *
 * @param input tokens of the prompt
 * @param cachedInput of them, read from a cache; null means as {@code input}
 * @param cacheWrite of them, written to a cache; null means as {@code input}
 * @param output tokens of the answer
 * @param reasoning of them, spent on reasoning; null means as {@code output}
 * @param perRequest USD for each request
 * @param partition whether cached and reasoning tokens lie inside the counts they belong to
 * @param tiers what is charged instead, for all tokens, where the prompt is longer; the shortest first
 */
public record Price(
        BigDecimal input,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite,
        BigDecimal output,
        @Nullable BigDecimal reasoning,
        BigDecimal perRequest,
        Partition partition,
        List<Tier> tiers) {

    /**
     * What a request costs whose prompt is longer than so many tokens, from its first token on.
     *
     * @param above tokens of the prompt, 0 or more
     * @param input as of {@link Price}, and so are the others
     */
    public record Tier(
            long above,
            BigDecimal input,
            @Nullable BigDecimal cachedInput,
            @Nullable BigDecimal cacheWrite,
            BigDecimal output,
            @Nullable BigDecimal reasoning) {}

    /** A price that is the same for prompts of any length. */
    public Price(
            BigDecimal input,
            @Nullable BigDecimal cachedInput,
            @Nullable BigDecimal cacheWrite,
            BigDecimal output,
            @Nullable BigDecimal reasoning,
            BigDecimal perRequest,
            Partition partition) {
        this(input, cachedInput, cacheWrite, output, reasoning, perRequest, partition, List.of());
    }

    /** Puts the tiers in order. */
    public Price {
        tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
    }

    /** A model that costs nothing. */
    public static final Price FREE =
            new Price(BigDecimal.ZERO, null, null, BigDecimal.ZERO, null, BigDecimal.ZERO, Partition.INSIDE);

    /** Whether a count of a part is already contained in the count of the whole. */
    public record Partition(boolean cachedInside, boolean reasoningInside) {

        /** As most endpoints count. */
        public static final Partition INSIDE = new Partition(true, true);
    }

    private static final int PER_MILLION = 6;

    /** Nobody is believed who counts more tokens than that pays for. */
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(9_000_000);

    /** {@return a price of input and output tokens alone} */
    public static Price of(String input, String output) {
        return new Price(
                new BigDecimal(input), null, null, new BigDecimal(output), null, BigDecimal.ZERO, Partition.INSIDE);
    }

    /** {@return the same for an endpoint that counts so} */
    public Price counted(Partition how) {
        return new Price(input, cachedInput, cacheWrite, output, reasoning, perRequest, how, tiers);
    }

    private Price in(Tier tier) {
        return new Price(
                tier.input(),
                tier.cachedInput(),
                tier.cacheWrite(),
                tier.output(),
                tier.reasoning(),
                perRequest,
                partition);
    }

    /** {@return whether nothing is charged, whatever is used} */
    public boolean free() {
        return tiers.stream().allMatch(tier -> in(tier).free()) && freeWithoutTiers();
    }

    private boolean freeWithoutTiers() {
        return Stream.of(input, cachedInput, cacheWrite, output, reasoning, perRequest)
                .allMatch(price -> price == null || price.signum() == 0);
    }

    /** {@return picodollars of that usage; empty if a needed count is missing, the parts contradict the whole, or
     * nobody would believe it} */
    public Optional<Long> pico(TokenUsage usage) {
        if (free()) {
            return Optional.of(0L);
        }
        if (!usage.complete()) {
            return Optional.empty();
        }
        long cached = orZero(usage.cached());
        long written = orZero(usage.cacheWrite());
        long reasoned = orZero(usage.reasoning());
        long whole = usage.prompt() + (partition.cachedInside() ? 0 : cached + written);
        Price due = this;
        for (Tier tier : tiers) {
            due = whole > tier.above() ? in(tier) : due;
        }
        long plainInput = usage.prompt() - (partition.cachedInside() ? cached + written : 0);
        long plainOutput = usage.completion() - (partition.reasoningInside() ? reasoned : 0);
        if (plainInput < 0 || plainOutput < 0) {
            return Optional.empty();
        }
        BigDecimal perMillion = times(due.input, plainInput)
                .add(times(or(due.cachedInput, due.input), cached))
                .add(times(or(due.cacheWrite, due.input), written))
                .add(times(due.output, plainOutput))
                .add(times(or(due.reasoning, due.output), reasoned));
        BigDecimal usd = perMillion.movePointLeft(PER_MILLION).add(perRequest);
        return usd.compareTo(MOST_USD) > 0 ? Optional.empty() : Optional.of(Cost.pico(usd));
    }

    /**
     * {@return the most picodollars that so many tokens can cost, whatever part of them is cached or spent on reasoning; rounded up}
     *
     * @param promptTokens of the request, 0 or more
     * @param outputTokens of the answer, 0 or more
     */
    public long most(BigDecimal promptTokens, long outputTokens) {
        long most = mostWithoutTiers(promptTokens, outputTokens);
        for (Tier tier : tiers) {
            if (promptTokens.compareTo(BigDecimal.valueOf(tier.above())) > 0) {
                most = Math.max(most, in(tier).most(promptTokens, outputTokens));
            }
        }
        return most;
    }

    private long mostWithoutTiers(BigDecimal promptTokens, long outputTokens) {
        BigDecimal dearestInput = input.max(or(cachedInput, input)).max(or(cacheWrite, input));
        BigDecimal dearestOutput = output.max(or(reasoning, output));
        BigDecimal perMillion = dearestInput.multiply(promptTokens).add(times(dearestOutput, outputTokens));
        return Cost.picoAtLeast(perMillion.movePointLeft(PER_MILLION).add(perRequest));
    }

    /** A part that is not stated is not there; only prompt and completion must be. */
    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static BigDecimal or(@Nullable BigDecimal price, BigDecimal otherwise) {
        return price == null ? otherwise : price;
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }
}
