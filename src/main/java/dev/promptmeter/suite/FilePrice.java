package dev.promptmeter.suite;

import java.math.BigDecimal;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One entry of a price file in the JSON form of LiteLLM, USD per token, as a suite would write it, USD per million. Other members are left alone. */
final class FilePrice {

    private static final int PER_MILLION = 6;
    private static final int THOUSAND = 1_000;
    private static final Pattern TIERED = Pattern.compile("(?:in|out)put_cost_per_token_above_([1-9]\\d{0,5})k_tokens");

    /** Of a token or a request; what says more is no price. */
    private static final double MOST_USD = 1_000;

    private final JsonNode entry;

    private FilePrice(JsonNode entry) {
        this.entry = entry;
    }

    /** {@return that entry; null if it does not tell the price of an input or of an output token} */
    static @Nullable ObjectNode of(JsonNode entry) {
        FilePrice price = new FilePrice(entry);
        ObjectNode rates = price.rates("");
        if (rates == null) {
            return null;
        }
        BigDecimal perRequest = price.amount("input_cost_per_request");
        if (perRequest != null) {
            rates.put("perRequest", perRequest.toPlainString() + " USD");
        }
        TreeSet<Integer> thousands = new TreeSet<>();
        for (String name : entry.propertyNames()) {
            Matcher tiered = TIERED.matcher(name);
            if (tiered.matches()) {
                thousands.add(Integer.valueOf(tiered.group(1)));
            }
        }
        for (int each : thousands) {
            ObjectNode tier = price.rates("_above_" + each + "k_tokens");
            if (tier != null) {
                rates.withArray("tiers").add(tier.put("above", (long) each * THOUSAND));
            }
        }
        return rates;
    }

    /** A rate that a tier does not name is that of short prompts. */
    private @Nullable ObjectNode rates(String suffix) {
        BigDecimal input = rate("input_cost_per_token", suffix);
        BigDecimal output = rate("output_cost_per_token", suffix);
        if (output == null && entry.path("mode").asString("").equals("embedding")) {
            output = BigDecimal.ZERO;
        }
        if (input == null || output == null) {
            return null;
        }
        ObjectNode rates = Json.object().put("input", input).put("output", output);
        put(rates, "cachedInput", rate("cache_read_input_token_cost", suffix));
        put(rates, "cacheWrite", rate("cache_creation_input_token_cost", suffix));
        put(rates, "reasoning", rate("output_cost_per_reasoning_token", suffix));
        return rates;
    }

    private static void put(ObjectNode rates, String name, @Nullable BigDecimal rate) {
        if (rate != null) {
            rates.put(name, rate);
        }
    }

    private @Nullable BigDecimal rate(String name, String suffix) {
        BigDecimal own = amount(name + suffix);
        BigDecimal rate = own == null ? amount(name) : own;
        return rate == null ? null : plain(rate.movePointRight(PER_MILLION));
    }

    private static BigDecimal plain(BigDecimal rate) {
        BigDecimal digits = rate.stripTrailingZeros();
        return digits.scale() < 0 ? digits.setScale(0) : digits;
    }

    private @Nullable BigDecimal amount(String name) {
        JsonNode amount = entry.path(name);
        boolean sane = amount.isNumber() && amount.doubleValue() >= 0 && amount.doubleValue() <= MOST_USD;
        return sane ? amount.decimalValue() : null;
    }
}
