package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Answers requests for embeddings: a vector counts the words of a text, each word at a place of its own, so that texts with words in
 * common are near each other and the same text is always at the same place.
 */
final class Embeddings {

    private static final String PATH = "/embeddings";
    private static final int LENGTH = 64;
    private static final byte[] KEY = "embeddings".getBytes(StandardCharsets.US_ASCII);

    private final ErrorShape errors;
    private final Faults faults;
    private final Models models;
    private final long seed;
    private long number;

    Embeddings(Settings settings, Faults faults, Models models) {
        this.errors = settings.orElse(Flags.ERRORS, ErrorShape.OPENAI);
        this.seed = settings.orElse(Flags.SEED, 1L);
        this.faults = faults;
        this.models = models;
    }

    static boolean asked(HttpRequest request) {
        return request.method().equals("POST") && request.path().endsWith(PATH);
    }

    Planned plan(HttpRequest request, long sinceFirstNanos) {
        number++;
        byte[] body = body(request);
        FaultSubject subject =
                new FaultSubject(Route.EMBEDDINGS, number, number, request.target(), "", false, sinceFirstNanos);
        List<Struck> struck = faults.strike(subject, new Draws(seed, KEY, number), List.of(), List.of());
        Reply reply = Reply.plain(
                new Reply.Asked(request, errors), 200, "application/json", Piece.body(0, body, Piece.Mark.NOTHING));
        boolean whole = struck.stream().allMatch(strike -> strike.fault().kind().leavesAnswerWhole());
        return Plain.planned(reply, whole ? LedgerEntry.Outcome.COMPLETE : LedgerEntry.Outcome.FAULT, struck);
    }

    private byte[] body(HttpRequest request) {
        Json.Obj asked = object(request);
        if (!(asked.get("model") instanceof Json.Text model)) {
            throw wrong("model", "a text is required");
        }
        models.check(model.text());
        List<String> texts = texts(asked.get("input"));
        ByteText out = new ByteText(256 + texts.size() * LENGTH * 8).add("{\"object\":\"list\",\"data\":[");
        int tokens = 0;
        for (int i = 0; i < texts.size(); i++) {
            out.add(i == 0 ? "" : ",").add("{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":[");
            out.add(vector(texts.get(i))).add("]}");
            tokens += Tokens.count(texts.get(i));
        }
        out.add("],\"model\":").json(model.text());
        return out.add(",\"usage\":{\"prompt_tokens\":" + tokens + ",\"total_tokens\":" + tokens + "}}")
                .toBytes();
    }

    private static Json.Obj object(HttpRequest request) {
        try {
            Json json = JsonReader.read(new String(request.body(), StandardCharsets.UTF_8));
            if (json instanceof Json.Obj object) {
                return object;
            }
        } catch (BadText e) {
            throw wrong("$", "the body is not JSON: " + e.getMessage());
        }
        throw wrong("$", "the body must be a JSON object");
    }

    private static List<String> texts(Json input) {
        List<String> texts = new ArrayList<>();
        if (input instanceof Json.Text one) {
            texts.add(one.text());
        } else if (input instanceof Json.Arr list) {
            for (Json each : list.items()) {
                if (!(each instanceof Json.Text text)) {
                    throw wrong("input", "a text or a list of texts is required");
                }
                texts.add(text.text());
            }
        }
        if (texts.isEmpty() || texts.contains("")) {
            throw wrong("input", "a text or a list of texts that are not empty is required");
        }
        return texts;
    }

    private static RefusedException wrong(String path, String message) {
        return new RefusedException(Refusal.badRequest(path, message));
    }

    private static String vector(String text) {
        double[] counts = new double[LENGTH];
        double squares = 0;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                int place = Math.floorMod(word.hashCode() * 0x9E3779B1, LENGTH);
                squares += 2 * counts[place] + 1;
                counts[place]++;
            }
        }
        double length = squares == 0 ? 1 : Math.sqrt(squares);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            out.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.6f", counts[i] / length));
        }
        return out.toString();
    }
}
