package dev.promptmeter.suite;

import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.Price.Partition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices as a suite writes them: USD per million tokens, or the word {@code free}. */
final class PriceSection {

    /**
     * The section {@code pricing}.
     *
     * @param asOf date the prices were true; null if none is written
     * @param models prices by model id or model name
     * @param file of further prices, in the JSON form of LiteLLM; null if there is none
     * @param place where the section begins
     */
    record Pricing(
            @Nullable String asOf,
            Map<String, Price> models,
            @Nullable WrittenFile file,
            Place place) {}

    private static final Key<BigDecimal> INPUT = Key.required("input", Scalars.amount());
    private static final Key<BigDecimal> CACHED_INPUT = Key.optional("cachedInput", Scalars.amount());
    private static final Key<BigDecimal> CACHE_WRITE = Key.optional("cacheWrite", Scalars.amount());
    private static final Key<BigDecimal> OUTPUT = Key.required("output", Scalars.amount());
    private static final Key<BigDecimal> REASONING = Key.optional("reasoning", Scalars.amount());
    private static final Key<BigDecimal> PER_REQUEST =
            Key.optional("perRequest", Quantities.money()).or("0 USD");

    private static final Key<Integer> ABOVE = Key.required("above", Scalars.integer(0, 1_000_000_000));
    private static final Shape<Price.Tier> TIER = Fields.of(ABOVE, INPUT, CACHED_INPUT, CACHE_WRITE, OUTPUT, REASONING)
            .as(PriceSection::tier);
    private static final Key<List<Price.Tier>> TIERS =
            Key.optional("tiers", Shapes.list(TIER, 1, 8)).orElse(List.of());

    /** A price, in the partition that most endpoints use. */
    static final Shape<Price> PRICE = Shapes.either(
            Scalars.word("free").map(word -> Price.FREE),
            Fields.of(INPUT, CACHED_INPUT, CACHE_WRITE, OUTPUT, REASONING, PER_REQUEST, TIERS)
                    .as(PriceSection::price));

    private static final Key<String> AS_OF = Key.optional("asOf", Scalars.date());
    private static final Key<Map<String, Price>> MODELS =
            Key.optional("models", Shapes.map(PRICE)).orElse(Map.of());

    private static final Key<WrittenFile> FILE = Key.optional("file", WrittenFile.SHAPE);

    static final Shape<Pricing> PRICING = Fields.of(AS_OF, MODELS, FILE)
            .as(values -> new Pricing(values.find(AS_OF), values.get(MODELS), values.find(FILE), values.place()));

    private static final Shape<Boolean> INSIDE =
            Scalars.word("inside", "outside").map("inside"::equals);
    private static final Key<Boolean> CACHED = Key.optional("cached", INSIDE).or("inside");
    private static final Key<Boolean> REASONED =
            Key.optional("reasoning", INSIDE).or("inside");

    /** How the counts of an endpoint are to be read. */
    static final Shape<Partition> PARTITION =
            Fields.of(CACHED, REASONED).as(values -> new Partition(values.get(CACHED), values.get(REASONED)));

    private PriceSection() {}

    private static Price price(Values values) {
        return new Price(
                values.get(INPUT),
                values.find(CACHED_INPUT),
                values.find(CACHE_WRITE),
                values.get(OUTPUT),
                values.find(REASONING),
                values.get(PER_REQUEST),
                Partition.INSIDE,
                values.get(TIERS));
    }

    private static Price.Tier tier(Values values) {
        return new Price.Tier(
                values.get(ABOVE),
                values.get(INPUT),
                values.find(CACHED_INPUT),
                values.find(CACHE_WRITE),
                values.get(OUTPUT),
                values.find(REASONING));
    }
}
