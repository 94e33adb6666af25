package dev.promptmeter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {

    private static final long SECOND = 1_000_000_000;

    /** Its prompt has 3 + 4 + 1 tokens. */
    private static final ChatRequest CHAT =
            ChatRequestReader.read(Socketry.plain("ping").getBytes(StandardCharsets.UTF_8), Modes.Switch.OFF);

    private static RateLimits limits(String name, String value) {
        return new RateLimits(Settings.builder().set(name, value).build(), 0);
    }

    private static LedgerEntry.Digest key(int number) {
        return new LedgerEntry.Digest(number, 0, 0, 0);
    }

    @Test
    void aSixthOfAMinuteMayComeAtOnceAndTheRestInItsTime() {
        RateLimits limits = limits("rpm", "12");

        assertThat(limits.enter(CHAT, key(1), 0)).isNull();
        assertThat(limits.enter(CHAT, key(2), 0)).isNull();
        assertThat(limits.enter(CHAT, key(3), 0)).isEqualTo(new RateLimits.Refused("rpm", 5, false));
        assertThat(limits.enter(CHAT, key(4), 5 * SECOND)).isNull();
    }

    @Test
    void whatIsSentBeforeItsWaitIsOverIsRefusedAgainAndMarked() {
        RateLimits limits = limits("rpm", "12");
        limits.enter(CHAT, key(1), 0);
        limits.enter(CHAT, key(2), 0);
        limits.enter(CHAT, key(3), 0);

        assertThat(limits.enter(CHAT, key(3), SECOND)).isEqualTo(new RateLimits.Refused("rpm", 4, true));
        assertThat(limits.enter(CHAT, key(3), 5 * SECOND)).isNull();
    }

    @Test
    void anAnswerTakesItsTokensWhenTheyAreKnown() {
        RateLimits limits = limits("tpm", "600");

        assertThat(limits.enter(CHAT, key(1), 0)).isNull();
        limits.answers(112, 0);

        assertThat(limits.enter(CHAT, key(2), 0)).isEqualTo(new RateLimits.Refused("tpm", 3, false));
        assertThat(limits.enter(CHAT, key(2), 3 * SECOND)).isNull();
    }

    @Test
    void aPlaceIsFreeAgainWhenAnAnswerIsOver() {
        RateLimits limits = limits("max-concurrent", "1");

        assertThat(limits.enter(CHAT, key(1), 0)).isNull();
        assertThat(limits.enter(CHAT, key(2), 0)).isEqualTo(new RateLimits.Refused("max-concurrent", 1, false));
        limits.leave();

        assertThat(limits.enter(CHAT, key(2), SECOND)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1ms", "499999999, 500ms", "1000000000, 1s", "59000000000, 59s", "360000000000, 6m0s"})
    void aDurationIsWrittenAsServersDo(long nanos, String text) {
        assertThat(RateHeaders.duration(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai | x-ratelimit-limit-requests: 6 | x-ratelimit-remaining-requests: 0 | x-ratelimit-reset-requests: 10s",
                "anthropic | anthropic-ratelimit-requests-limit: 6 | anthropic-ratelimit-requests-remaining: 0 | anthropic-ratelimit-requests-reset: 20",
                "ietf | ratelimit-limit: 6 | ratelimit-remaining: 0 | ratelimit-reset: 10",
                "none | HTTP/1.1 200 OK | Content-Type: application/json | x-sim-request: 1"
            })
    void whatIsLeftIsToldInTheWordsOfAServer(String kind, String limit, String left, String reset) throws Exception {
        Settings settings =
                Settings.builder().set("rpm", "6").set("rate-headers", kind).build();
        try (Simulator simulator = Simulator.start(settings)) {
            Socketry.Received first = Socketry.ask(simulator, Socketry.plain("one"));
            Socketry.Received second = Socketry.ask(simulator, Socketry.plain("two"));

            assertThat(first.head()).contains(limit, left, reset);
            assertThat(first.head().contains("ratelimit")).isEqualTo(!kind.equals("none"));
            assertThat(second.head()).startsWith("HTTP/1.1 429 ").containsPattern("Retry-After: (10|9)\\b");
            assertThat(second.body()).contains("rate_limit_exceeded");
            LedgerEntry refused = simulator.ledger().entries().get(1);
            assertThat(refused.outcome()).isEqualTo(LedgerEntry.Outcome.REFUSED);
            assertThat(refused.faults()).containsExactly("rpm");
            assertThat(refused.billedPicodollars()).isZero();
        }
    }

    @Test
    void theBeginningOfAnEarlierPromptCountsAsCachedInWholeBlocks() {
        PrefixCache cache = new PrefixCache(4);
        ChatRequest longer = ChatRequestReader.read(
                Socketry.plain("ping pong ping pong!").getBytes(StandardCharsets.UTF_8), Modes.Switch.OFF);

        assertThat(cache.cached(CHAT)).isZero();
        assertThat(cache.cached(CHAT)).isEqualTo(8);
        assertThat(cache.cached(longer)).isEqualTo(8);
        assertThat(cache.cached(longer)).isEqualTo(12);
    }

    @Test
    void whatIsCachedIsToldAndCostsLess() throws Exception {
        Settings settings = Settings.builder()
                .set("prefix-cache", "4")
                .set("cost", "meta")
                .set("price", "4,0,1")
                .build();
        try (Simulator simulator = Simulator.start(settings)) {
            Socketry.Received first = Socketry.ask(simulator, Socketry.plain("ping"));
            Socketry.Received second = Socketry.ask(simulator, Socketry.plain("ping"));

            assertThat(first.body()).contains("\"cached_tokens\":0", "\"usd_spent\":0.000032");
            assertThat(second.body()).contains("\"cached_tokens\":8", "\"usd_spent\":0.000008");
        }
    }
}
