package dev.promptmeter.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    @Test
    void aPartIsBilledOnceAtItsOwnPrice() {
        var price = new Price(ONE, new BigDecimal("0.1"), null, TWO, null, BigDecimal.ZERO, Price.Partition.INSIDE);
        var usage = new TokenUsage(1_000L, 900L, null, 100L, 80L, 1_100L);

        assertThat(price.pico(usage)).contains(390_000_000L);
        assertThat(Cost.usd(390_000_000L)).isEqualTo("0.00039");
    }

    @ParameterizedTest
    @CsvSource({"200000, 200000000000", "200001, 400002000000", "500001, 2500005000000"})
    void aLongPromptIsChargedByItsTierFromItsFirstTokenOn(long prompt, long pico) {
        var price = new Price(
                ONE,
                null,
                null,
                TWO,
                null,
                BigDecimal.ZERO,
                Price.Partition.INSIDE,
                List.of(
                        new Price.Tier(500_000, BigDecimal.valueOf(5), null, null, TWO, null),
                        new Price.Tier(200_000, TWO, null, null, TWO, null)));

        assertThat(price.pico(new TokenUsage(prompt, null, null, 0L, null, null)))
                .contains(pico);
        assertThat(price.most(BigDecimal.valueOf(prompt), 0)).isEqualTo(pico);
    }

    @Test
    void countsThatNobodyBelievesHaveNoCost() {
        var usage = new TokenUsage(1L << 53, null, null, 1L, null, null);

        assertThat(Price.of("1", "2").pico(usage)).isEmpty();
    }

    /** A cheap price that is assumed of models without one must not make money free that is set aside. */
    @Test
    void countsThatNobodyBelievesKeepWhatWasSetAsideForAModelThatHasAPrice() {
        var tariff = new Tariff(new PriceList(null, Map.of("dear", Price.of("1", "2"))), Price.of("0", "0.000001"));
        Answered answered = answered(new TokenUsage(1L << 53, null, null, 1L, null, null));

        assertThat(tariff.charged("dear", answered, Cost.UNKNOWN)).isNull();
        assertThat(tariff.charged("without", answered, Cost.UNKNOWN)).isEqualTo(1L);
    }

    private static Answered answered(TokenUsage usage) {
        var completion = new Completion(
                Completion.Kind.OK, "Paris", null, null, null, FinishReason.NONE, null, null, null, usage, null);
        return new Answered(completion, Timing.plain(new Times(0, 0, 0, null, null, null, 9), 9), Set.of());
    }

    @Test
    void sumsOfMoneyStayWhereALongEnds() {
        Cost dear = new Cost(9_000_000_000_000_000_000L, CostSource.PROVIDER);

        assertThat(dear.plus(dear).pico()).isEqualTo(Long.MAX_VALUE);
        assertThat(Cost.sum(Cost.sum(dear.pico(), 1), dear.pico()))
                .isEqualTo(Cost.sum(dear.pico(), Cost.sum(1, dear.pico())));
    }

    @Test
    void theMostThatTokensCostTakesTheDearestPartAndIsRoundedUp() {
        var price = new Price(
                ONE,
                new BigDecimal("0.1"),
                new BigDecimal("1.25"),
                TWO,
                new BigDecimal("3"),
                ONE,
                Price.Partition.INSIDE);

        // 10.4 tokens at 1.25 and 100 at 3 USD per million, and one USD for the request.
        assertThat(price.most(new BigDecimal("10.4"), 100)).isEqualTo(13_000_000L + 300_000_000L + 1_000_000_000_000L);
        assertThat(Price.of("0.0000011", "0").most(ONE, 0)).isEqualTo(2L);
        assertThat(Price.of("0", "999999999").most(ONE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void partsThatStandOutsideAreAdded() {
        var outside = new Price.Partition(false, false);
        var price = new Price(ONE, null, null, TWO, new BigDecimal("3"), BigDecimal.ZERO, outside);
        var usage = new TokenUsage(1_000L, 500L, null, 100L, 80L, null);

        assertThat(price.pico(usage)).contains(1_500_000_000L + 200_000_000L + 240_000_000L);
    }

    @Test
    void aWriteToACacheHasItsOwnPrice() {
        var price = new Price(ONE, null, new BigDecimal("1.25"), TWO, null, BigDecimal.ZERO, Price.Partition.INSIDE);

        assertThat(price.pico(new TokenUsage(1_000L, null, 400L, 0L, null, null)))
                .contains(1_100_000_000L);
    }

    @Test
    void eachRequestMayCostSomething() {
        var price = new Price(
                BigDecimal.ZERO, null, null, BigDecimal.ZERO, null, new BigDecimal("0.005"), Price.Partition.INSIDE);

        assertThat(price.pico(new TokenUsage(1L, null, null, 1L, null, null))).contains(5_000_000_000L);
    }

    @Test
    void missingOrContradictoryCountsHaveNoCost() {
        Price price = Price.of("1", "2");

        assertThat(price.pico(TokenUsage.NONE)).isEmpty();
        assertThat(price.pico(new TokenUsage(9L, null, null, null, null, 10L))).isEmpty();
        assertThat(price.pico(new TokenUsage(9L, 10L, null, 1L, null, null))).isEmpty();
        assertThat(price.pico(new TokenUsage(9L, null, null, 1L, 2L, null))).isEmpty();
    }

    @ParameterizedTest(name = "{0} USD are {1} picodollars")
    @CsvSource({"0.000946,946000000", "0.0000000000005,0", "0.0000000000015,2", "0.0000000000025,2", "1,1000000000000"})
    void dollarsAreRoundedHalfEven(BigDecimal usd, long pico) {
        assertThat(Cost.pico(usd)).isEqualTo(pico);
    }

    @ParameterizedTest(name = "{0} picodollars are {1} USD")
    @CsvSource({"946000000,0.000946", "0,0", "1,0.000000000001", "20000000000000,20"})
    void picodollarsArePrintedExactly(long pico, String usd) {
        assertThat(Cost.usd(pico).toPlainString()).isEqualTo(usd);
    }

    @Test
    void moreThanALongHoldsIsAnError() {
        assertThatThrownBy(() -> Cost.pico(new BigDecimal("9300000"))).isInstanceOf(ArithmeticException.class);
    }

    @Nested
    class Costs {

        @Test
        void anUnknownPartMakesTheSumUnknown() {
            Cost known = new Cost(5L, CostSource.PRICE);

            assertThat(known.plus(Cost.UNKNOWN)).isEqualTo(Cost.UNKNOWN);
            assertThat(Cost.UNKNOWN.plus(known)).isEqualTo(Cost.UNKNOWN);
            assertThat(known.plus(new Cost(7L, CostSource.PROVIDER))).isEqualTo(new Cost(12L, CostSource.PRICE));
            assertThat(Cost.FREE.plus(known)).isEqualTo(known);
        }

        @Test
        void anAmountAndItsSourceGoTogether() {
            assertThatThrownBy(() -> new Cost(null, CostSource.PRICE)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Cost(0L, CostSource.UNKNOWN)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Cost(-1L, CostSource.PRICE)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Lists {

        private final TokenUsage usage = new TokenUsage(1_000L, null, null, 100L, null, null);
        private final PriceList prices =
                new PriceList("2026-01-14", Map.of("paid", Price.of("1", "2"), "free", Price.FREE));

        @Test
        void whatTheProviderStatesGoesFirst() {
            assertThat(prices.costOf("paid", answer(946_000_000L)))
                    .isEqualTo(new Cost(946_000_000L, CostSource.PROVIDER, 946_000_000L, 1_200_000_000L));
            assertThat(prices.costOf("other", answer(946_000_000L)))
                    .isEqualTo(new Cost(946_000_000L, CostSource.PROVIDER));
        }

        @Test
        void thenThePriceAndElseNobodyKnows() {
            assertThat(prices.costOf("paid", answer(null))).isEqualTo(new Cost(1_200_000_000L, CostSource.PRICE));
            assertThat(prices.costOf("other", answer(null))).isEqualTo(Cost.UNKNOWN);
            assertThat(prices.costOf("paid", (dev.promptmeter.chat.Completion) null))
                    .isEqualTo(Cost.UNKNOWN);
            assertThat(prices.of("other")).isEmpty();
        }

        @Test
        void aFreeModelIsARealZero() {
            assertThat(prices.costOf("free", answer(null))).isEqualTo(Cost.FREE);
            assertThat(prices.costOf("free", (dev.promptmeter.chat.Completion) null))
                    .isEqualTo(Cost.FREE);
            assertThat(Price.of("0.0", "0").free()).isTrue();
        }

        private Completion answer(Long statedPico) {
            return new Completion(
                    Completion.Kind.OK,
                    "Paris",
                    null,
                    null,
                    null,
                    FinishReason.NONE,
                    null,
                    null,
                    null,
                    usage,
                    statedPico);
        }
    }
}
