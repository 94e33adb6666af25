package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of models. Without models named, every one is known. */
final class Models {

    private static final String LIST = "/models";
    private static final String ONE = "/models/";
    private static final byte[] KEY = "models".getBytes(StandardCharsets.US_ASCII);

    private final @Nullable List<String> known;
    private final @Nullable Price price;
    private final ErrorShape errors;
    private final Faults faults;
    private final long seed;
    private long number;

    Models(Settings settings, Faults faults) {
        this.known = settings.find(Flags.MODEL);
        this.price = settings.find(Flags.PRICE);
        this.errors = settings.orElse(Flags.ERRORS, ErrorShape.OPENAI);
        this.seed = settings.orElse(Flags.SEED, 1L);
        this.faults = faults;
    }

    static boolean asked(HttpRequest request) {
        String path = request.path();
        return request.method().equals("GET") && (path.endsWith(LIST) || path.contains(ONE));
    }

    /** Refuses a model that is not in the list. */
    void check(String model) {
        if (known != null && !known.contains(model)) {
            throw new RefusedException(Refusal.of(404, "model_not_found", "The model '" + model + "' does not exist"));
        }
    }

    Planned plan(HttpRequest request, long sinceFirstNanos) {
        number++;
        FaultSubject subject =
                new FaultSubject(Route.MODELS, number, number, request.target(), "", false, sinceFirstNanos);
        List<Struck> struck = faults.strike(subject, new Draws(seed, KEY, number), List.of(), List.of());
        Reply reply = Reply.plain(
                new Reply.Asked(request, errors),
                200,
                "application/json",
                Piece.body(0, body(request), Piece.Mark.NOTHING));
        boolean whole = struck.stream().allMatch(strike -> strike.fault().kind().leavesAnswerWhole());
        return Plain.planned(reply, whole ? LedgerEntry.Outcome.COMPLETE : LedgerEntry.Outcome.FAULT, struck);
    }

    private byte[] body(HttpRequest request) {
        boolean priced = "pricing".equals(request.query("include"));
        int one = request.path().indexOf(ONE);
        if (one >= 0) {
            String id = HttpRequest.decoded(request.path().substring(one + ONE.length()));
            check(id);
            return model(new ByteText(128), id, priced).toBytes();
        }
        ByteText out = new ByteText(256).add("{\"object\":\"list\",\"data\":[");
        List<String> listed = listed(request.query("id"));
        for (int i = 0; i < listed.size(); i++) {
            model(out.add(i == 0 ? "" : ","), listed.get(i), priced);
        }
        return out.add("]}").toBytes();
    }

    private List<String> listed(@Nullable String wanted) {
        if (wanted == null) {
            return known == null ? List.of("simulator") : known;
        }
        return known == null || known.contains(wanted) ? List.of(wanted) : List.of();
    }

    private ByteText model(ByteText out, String id, boolean priced) {
        out.add("{\"id\":").json(id).add(",\"object\":\"model\",\"created\":0,\"owned_by\":\"simulator\"");
        if (priced && price != null) {
            out.add(",\"pricing\":{\"prompt\":\"").add(Price.perToken(price.input()));
            out.add("\",\"completion\":\"").add(Price.perToken(price.output())).add("\"}");
        }
        return out.add("}");
    }
}
