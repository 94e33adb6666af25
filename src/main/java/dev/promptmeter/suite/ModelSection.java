package dev.promptmeter.suite;

import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.Price.Partition;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of {@code models} as written. A null part was not written.
 *
 * @param place where it begins
 * @param apiKeyEnv names of variables; empty if not written
 * @param simulator settings of the simulator, each a list of texts as its flags take them
 */
record ModelSection(
        Place place,
        String id,
        @Nullable String preset,
        @Nullable URI baseUrl,
        List<String> apiKeyEnv,
        @Nullable String auth,
        Map<String, String> headers,
        String model,
        boolean stream,
        Params params,
        @Nullable Integer concurrency,
        Rates rates,
        @Nullable Duration timeout,
        @Nullable Price price,
        Partition tokens,
        Map<String, List<String>> simulator) {

    private static final List<String> CREDENTIALS =
            List.of("authorization", "cookie", "x-api-key", "api-key", "proxy-authorization");
    private static final List<String> OF_THE_CLIENT =
            List.of("host", "content-length", "content-type", "connection", "expect", "upgrade", "transfer-encoding");
    private static final Shape<String> HEADER_NAME = Scalars.matching(
            "the name of a header that carries no credential (apiKeyEnv does) and is not set by the client itself",
            "(?!(" + anyCase(CREDENTIALS) + "|" + anyCase(OF_THE_CLIENT) + ")$)[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Shape<String> VARIABLE = Scalars.matching("the NAME of a variable", Scalars.VARIABLE);

    private static final Key<String> ID = Key.optional("id", Scalars.id());
    private static final Key<String> PRESET = Key.optional("preset", Scalars.word(Preset.names(), List.of()));
    private static final Key<URI> BASE_URL = Key.optional("baseUrl", BaseUrl.SHAPE);
    private static final Key<List<String>> API_KEY_ENV = Key.optional(
                    "apiKeyEnv", Shapes.<List<String>>either(VARIABLE.map(List::of), Shapes.list(VARIABLE, 1, 16)))
            .orElse(List.of());
    private static final Key<String> AUTH = Key.optional("auth", Scalars.word("bearer", "none"));
    private static final Key<Map<String, String>> HEADERS = Key.optional(
                    "headers", Shapes.map(HEADER_NAME, Scalars.matching("text on one line", "[^\\r\\n\\x00]*"), 20))
            .orElse(Map.of());
    private static final Key<String> MODEL = Key.required("model", Scalars.text(1, 256));
    private static final Key<Boolean> STREAM =
            Key.optional("stream", Scalars.onOff()).or("false");
    private static final Key<Params> PARAMS =
            Key.<Params>optional("params", ParamsShape.INSTANCE).orElse(Params.NONE);
    private static final Key<Integer> CONCURRENCY = Key.optional("concurrency", Scalars.integer(1, 1024));
    private static final Key<Duration> TIMEOUT = Key.optional("timeout", Quantities.duration("100ms", "1h"));
    private static final Key<String> HTTP = Key.optional("http", httpVersion()).or("1.1");
    private static final Key<Price> PRICE = Key.optional("price", PriceSection.PRICE);
    private static final Key<Partition> TOKENS = Key.implied("tokens", PriceSection.PARTITION);
    private static final Key<Map<String, List<String>>> SIMULATOR = Key.optional(
                    "simulator",
                    Shapes.map(
                            Shapes.<List<String>>either(RawText.INSTANCE.map(List::of), Shapes.list(RawText.INSTANCE))))
            .orElse(Map.of());

    static final Shape<ModelSection> SHAPE = Fields.of(
                    ID,
                    PRESET,
                    BASE_URL,
                    API_KEY_ENV,
                    AUTH,
                    HEADERS,
                    MODEL,
                    STREAM,
                    PARAMS,
                    CONCURRENCY,
                    Rates.STARTS,
                    Rates.TOKENS,
                    TIMEOUT,
                    HTTP,
                    PRICE,
                    TOKENS,
                    SIMULATOR)
            .later("headersEnv", "contextWindow", "costField")
            .as(ModelSection::of);

    private static ModelSection of(Values values) {
        String id = values.find(ID);
        return new ModelSection(
                values.place(),
                id == null ? ItemId.from(values.get(MODEL)) : id,
                values.find(PRESET),
                values.find(BASE_URL),
                values.get(API_KEY_ENV),
                values.find(AUTH),
                values.get(HEADERS),
                values.get(MODEL),
                values.get(STREAM),
                values.get(PARAMS),
                values.find(CONCURRENCY),
                Rates.of(values),
                values.find(TIMEOUT),
                values.find(PRICE),
                values.get(TOKENS),
                values.get(SIMULATOR));
    }

    /** Written as a number, {@code 1.1} is a version all the same. */
    private static Shape<String> httpVersion() {
        var schema = Json.object();
        schema.putArray("enum").add(1.1).add("1.1");
        return new ScalarShape<>(
                "1.1",
                ScalarShape.Quotes.DO_NOT_MATTER,
                text -> switch (text) {
                    case "1.1" -> ScalarShape.Reading.of(text);
                    case "2" -> ScalarShape.Reading.unexpected("HTTP/2 is not yet supported; write 1.1");
                    default -> ScalarShape.Reading.unexpected();
                },
                schema);
    }

    /** A pattern cannot ignore case in JSON Schema. */
    private static String anyCase(List<String> words) {
        StringBuilder out = new StringBuilder();
        for (char c : String.join("|", words).toCharArray()) {
            out.append(Character.isLetter(c) ? "[" + c + Character.toUpperCase(c) + "]" : c);
        }
        return out.toString();
    }
}
