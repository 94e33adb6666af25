package dev.promptmeter.suite;

import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.NearName;
import dev.promptmeter.suite.PriceSection.Pricing;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the price of each model: its own, else the one under its id, else the one under its name. */
final class PriceResolver {

    private PriceResolver() {}

    static PriceList resolve(List<ModelSection> models, @Nullable Pricing pricing, Findings findings) {
        Map<String, Price> prices = new LinkedHashMap<>();
        for (ModelSection model : models) {
            Price price = priceOf(model, pricing);
            if (price != null) {
                prices.put(model.id(), price.free() ? price : price.counted(model.tokens()));
                requireDate(model, price, pricing, findings);
            }
        }
        if (pricing != null) {
            warnOfStrangers(models, pricing, findings);
        }
        return new PriceList(pricing == null ? null : pricing.asOf(), prices);
    }

    private static @Nullable Price priceOf(ModelSection model, @Nullable Pricing pricing) {
        if (model.price() != null || pricing == null) {
            return model.price();
        }
        Price byId = pricing.models().get(model.id());
        return byId != null ? byId : pricing.models().get(model.model());
    }

    private static void requireDate(ModelSection model, Price price, @Nullable Pricing pricing, Findings findings) {
        if (!price.free() && (pricing == null || pricing.asOf() == null)) {
            Place place = pricing == null ? model.place() : pricing.place();
            findings.add(
                    "PM-1106",
                    place,
                    "pricing.asOf is missing: a price needs the date when it was true, such as 2026-01-02");
        }
    }

    private static void warnOfStrangers(List<ModelSection> models, Pricing pricing, Findings findings) {
        Set<String> known = new HashSet<>();
        models.forEach(model -> known.addAll(List.of(model.id(), model.model())));
        for (String name : pricing.models().keySet()) {
            if (!known.contains(name)) {
                String near = NearName.of(name, known)
                        .map(each -> ": did you mean '" + each + "'?")
                        .orElse("");
                findings.add(
                        "PM-6108",
                        pricing.place(),
                        "pricing.models: no model of this suite is called '" + name + "'" + near);
            }
        }
    }
}
