package dev.promptmeter.run;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.cost.Tariff;

/** Adds up what one model would be asked for one purpose. */
final class LaneForecast {

    private final Forecast.Purpose purpose;
    private final String model;
    private final Tariff tariff;
    private long requests;
    private long warmups;
    private long characters;
    private boolean limited = true;
    private long least = Long.MAX_VALUE;
    private long most;
    private long tokens;
    private long pico;

    LaneForecast(Forecast.Purpose purpose, String model, PriceList prices) {
        this.purpose = purpose;
        this.model = model;
        // What a limit assumes of a price is no cost.
        this.tariff = new Tariff(prices, null);
    }

    void add(byte[] body) {
        add(body, 0);
    }

    /**
     * One more request.
     *
     * @param more bytes that it may have beyond those of that body
     */
    void add(byte[] body, long more) {
        requests++;
        characters += AskedText.characters(body);
        long allowed = 0;
        if (purpose != Forecast.Purpose.EMBEDDINGS) {
            Long written = OutputLimit.written(body);
            limited &= written != null;
            allowed = written == null ? 0 : written;
            least = Math.min(least, allowed);
            most = Math.max(most, allowed);
        }
        tokens += allowed;
        pico = Cost.sum(pico, tariff.most(model, body.length + more, allowed));
    }

    void addWarmup(byte[] body) {
        add(body, 0);
        requests--;
        warmups++;
    }

    Forecast.Lane lane() {
        boolean embeds = purpose == Forecast.Purpose.EMBEDDINGS;
        boolean priced = tariff.of(model).isPresent();
        return new Forecast.Lane(
                purpose,
                model,
                requests,
                warmups,
                characters,
                !limited
                        ? null
                        : embeds ? new Forecast.TokenLimits(0, 0, 0) : new Forecast.TokenLimits(least, most, tokens),
                limited && priced ? (Long) pico : null);
    }
}
