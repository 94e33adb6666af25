package dev.promptmeter.suite;

import dev.promptmeter.chat.openai.ModelCatalogue.Listing;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the catalogue of an endpoint means for a run that is about to start. */
final class Preflight {

    private Preflight() {}

    static Optional<Problem> problem(ModelSpec model, PriceList prices, Listing listing) {
        String host = model.address().getAuthority();
        if (listing instanceof Listing.Absent absent) {
            String nearest = absent.nearest().isEmpty() ? "" : "; nearest: " + String.join(", ", absent.nearest());
            return Optional.of(Problem.of(
                    "PM-2102", model.source(), host + " does not list model '" + model.name() + "'" + nearest));
        }
        if (listing instanceof Listing.Unreachable unreachable) {
            return Optional.of(Problem.of(
                    "PM-2103",
                    model.source(),
                    placed(host, unreachable.detail()) + ". Is it running? Without an endpoint: promptmeter simulate"));
        }
        if (listing instanceof Listing.Unknown unknown) {
            return Optional.of(Problem.of(
                    "PM-6105",
                    model.source(),
                    "model " + model.id() + ": whether " + host + " has '" + model.name() + "' could not be looked up: "
                            + unknown.reason()));
        }
        return listing instanceof Listing.Listed listed ? hint(model, prices, listed.pricing()) : Optional.empty();
    }

    /** Servers list prices per token, per thousand or per million: only a person can tell which. */
    private static Optional<Problem> hint(ModelSpec model, PriceList prices, @Nullable String pricing) {
        return pricing == null || prices.of(model.id()).isPresent()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        "PM-6120",
                        model.source(),
                        "model " + model.id() + " has no price. "
                                + model.address().getAuthority() + " lists " + pricing
                                + ", which is not used because its unit differs between servers;"
                                + " write it under pricing in USD per million tokens"));
    }

    private static String placed(String host, String detail) {
        return detail.contains(host) ? detail : host + ": " + detail;
    }
}
