package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks an endpoint, before anything is paid, whether it has a model. Sends no chat request and enters no statistic. */
public final class ModelCatalogue {

    /** What the catalogue says about a model. */
    public sealed interface Listing {

        /**
         * The model is there.
         *
         * @param pricing what the list says of its price, on one line; null if nothing
         */
        record Listed(@Nullable String pricing) implements Listing {}

        /**
         * The list is well-formed and the model is not in it.
         *
         * @param nearest at most three names that look most like it, the nearest first
         */
        record Absent(List<String> nearest) implements Listing {}

        /**
         * The endpoint answers, and not with a list that says: go on with a warning.
         *
         * @param reason in words
         */
        record Unknown(String reason) implements Listing {}

        /**
         * There is no connection to the endpoint.
         *
         * @param kind {@code DNS}, {@code CONNECT} or {@code TLS}
         * @param detail in words
         */
        record Unreachable(FailureKind kind, String detail) implements Listing {}
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST_LIST = 4 << 20;
    private static final int OK = 200;

    private final EndpointSettings settings;
    private final Transport transport;

    /** Makes a catalogue that shares the clients of a run. */
    public ModelCatalogue(EndpointSettings settings, HttpClients clients) {
        Deadlines short5 = Deadlines.ofTotal(PATIENCE);
        Deadlines deadlines =
                new Deadlines(shorter(settings.deadlines().connect()), short5.headers(), PATIENCE, PATIENCE, PATIENCE);
        this.settings = new EndpointSettings(
                settings.baseUri(), settings.key(), settings.headers(), deadlines, settings.userAgent());
        this.transport = new Transport(this.settings, clients, HeadWait.ofRuntime());
    }

    private static Duration shorter(Duration connect) {
        return connect.compareTo(PATIENCE) < 0 ? connect : PATIENCE;
    }

    /**
     * {@return what the endpoint says about that model, within 5 s for each of at most two requests}
     *
     * @throws InterruptedException if the thread was interrupted; nothing is left open
     */
    public Listing lookUp(String model) throws InterruptedException {
        String id = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        RecordedAnswer answer = get(URI.create(settings.models() + "?id=" + id + "&include=pricing"));
        FailureKind end = answer.end();
        if (end == FailureKind.DNS || end == FailureKind.CONNECT || end == FailureKind.TLS) {
            return new Listing.Unreachable(end, answer.detail());
        }
        ModelNames names = names(answer);
        if (names == null) {
            return new Listing.Unknown(why(answer));
        }
        if (names.contains(model)) {
            return new Listing.Listed(names.pricing(model));
        }
        return absent(model, names);
    }

    /** A filtered list is empty for an unknown name: the whole list says more. */
    private Listing absent(String model, ModelNames filtered) throws InterruptedException {
        ModelNames all = filtered.isEmpty() ? names(get(settings.models())) : filtered;
        if (all == null || all.isEmpty()) {
            return new Listing.Unknown("the endpoint lists no models");
        }
        if (all.contains(model)) {
            return new Listing.Listed(all.pricing(model));
        }
        return all.partial()
                ? new Listing.Unknown("the endpoint lists only a part of its models")
                : new Listing.Absent(all.nearest(model));
    }

    private RecordedAnswer get(URI uri) throws InterruptedException {
        HttpRequest request = RequestHeaders.of(settings, uri, "application/json")
                .timeout(transport.plainTimeout())
                .GET()
                .build();
        long now = System.nanoTime();
        return transport.send(new Call(request, "", false, LARGEST_LIST), new Stopwatch(System::nanoTime, now, now));
    }

    private static @Nullable ModelNames names(RecordedAnswer answer) {
        if (answer.end() != null || answer.status() == null || answer.status() != OK) {
            return null;
        }
        JsonNode root = WireJson.parse(answer.body(), 0, answer.body().length, new HashSet<>())
                .root();
        return root == null ? null : ModelNames.of(root);
    }

    private static String why(RecordedAnswer answer) {
        if (answer.end() != null) {
            return answer.end().word() + ": " + answer.detail();
        }
        return answer.status() != null && answer.status() == OK
                ? "the answer is not a list of models"
                : "HTTP " + answer.status();
    }
}
