package dev.promptmeter.calibrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the simulator says of each request, by the request's id. */
final class Ledger {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, JsonNode> entries = new HashMap<>();

    private Ledger() {}

    static Ledger of(String lines) {
        Ledger ledger = new Ledger();
        lines.lines().filter(line -> !line.isBlank()).map(JSON::readTree).forEach(entry -> {
            if (entry.path("outcome").asString("").equals("complete")) {
                ledger.entries.put(entry.path("clientRequestId").asString(""), entry);
            }
        });
        return ledger;
    }

    /** {@return the client's time to first output less the simulator's, for each stream} */
    Errors ttft(List<Taken> streams) {
        Errors errors = new Errors();
        for (Taken stream : streams) {
            add(errors, stream.timing().ttftNanos(), sinceReceipt(stream, "firstOutNs"));
        }
        return errors;
    }

    /** {@return the client's service time less the simulator's, for each answer} */
    Errors latency(List<Taken> answers) {
        Errors errors = new Errors();
        for (Taken answer : answers) {
            add(errors, answer.timing().serviceNanos(), sinceReceipt(answer, "lastByteNs"));
        }
        return errors;
    }

    private static void add(Errors errors, @Nullable Long ours, @Nullable Long theirs) {
        if (ours != null && theirs != null) {
            errors.add(ours - theirs);
        }
    }

    private @Nullable Long sinceReceipt(Taken answer, String instant) {
        JsonNode entry = entries.get(answer.id());
        boolean known = entry != null
                && entry.path(instant).isNumber()
                && entry.path("recvNs").isNumber();
        return known
                ? Long.valueOf(
                        entry.path(instant).asLong() - entry.path("recvNs").asLong())
                : null;
    }
}
