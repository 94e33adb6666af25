package dev.promptmeter.report;

import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.run.Forecast;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one model would be asked and cost.
 *
 * @param lane what it would be asked
 * @param inputTokens of all requests, a character being a quarter of a token
 * @param outputTokens of all answers
 * @param costPico picodollars of all requests
 * @param priceFrom who says what it costs, for people
 */
public record EstimateLine(
        Forecast.Lane lane, long inputTokens, EstimateRange outputTokens, EstimateRange costPico, String priceFrom) {

    private static final int CHARACTERS_PER_TOKEN = 4;

    static EstimateLine of(Forecast.Lane lane, PriceList prices, PastAnswers past) {
        long input = (lane.characters() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
        EstimateRange output = output(lane, past);
        Price price = prices.of(lane.model()).orElse(null);
        if (price != null) {
            var cost = new EstimateRange(
                    pico(price, lane, input, output.low()), pico(price, lane, input, output.likely()), lane.mostPico());
            return new EstimateLine(lane, input, output, within(cost), from(price, prices));
        }
        Long each = lane.purpose() == Forecast.Purpose.CASES ? past.likelyPico(lane.model()) : null;
        Long likely = each == null ? null : (Long) (each * sent(lane));
        String from = each == null ? "unknown" : "earlier runs";
        return new EstimateLine(lane, input, output, new EstimateRange(null, likely, null), from);
    }

    private static EstimateRange output(Forecast.Lane lane, PastAnswers past) {
        Long max = lane.limits() == null ? null : (Long) lane.limits().total();
        if (lane.purpose() != Forecast.Purpose.CASES) {
            return new EstimateRange(max != null && max == 0 ? max : null, max != null && max == 0 ? max : null, max);
        }
        Long few = past.fewTokens(lane.model());
        Long likely = past.likelyTokens(lane.model());
        return within(new EstimateRange(
                few == null ? null : (Long) (few * sent(lane)),
                likely == null ? null : (Long) (likely * sent(lane)),
                max));
    }

    /** Earlier answers may have been allowed to be longer. */
    private static EstimateRange within(EstimateRange range) {
        return new EstimateRange(least(range.low(), range.max()), least(range.likely(), range.max()), range.max());
    }

    private static @Nullable Long least(@Nullable Long value, @Nullable Long most) {
        return value == null || most == null ? value : (Long) Math.min(value, most);
    }

    private static long sent(Forecast.Lane lane) {
        return lane.requests() + lane.warmups();
    }

    private static @Nullable Long pico(Price price, Forecast.Lane lane, long input, @Nullable Long output) {
        if (price.free()) {
            return 0L;
        }
        if (output == null) {
            return null;
        }
        Long tokens = price.pico(new TokenUsage(input, null, null, output, null, null))
                .orElse(null);
        BigDecimal others = price.perRequest().multiply(BigDecimal.valueOf(Math.max(0, sent(lane) - 1)));
        return tokens == null ? null : (Long) Cost.sum(tokens, Cost.picoAtLeast(others));
    }

    private static String from(Price price, PriceList prices) {
        return price.free() ? "suite: free" : "suite, " + prices.asOf();
    }
}
