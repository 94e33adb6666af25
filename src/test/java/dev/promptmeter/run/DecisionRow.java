package dev.promptmeter.run;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code decisions.txt}.
 *
 * @param text what the transport says if there is no status, else the body
 * @param unanswered requests and stop of five such rows when nothing was ever answered
 * @param answered the same after an answer
 */
record DecisionRow(
        String outcome,
        List<Model.Delivery> deliveries,
        @Nullable FailureKind end,
        @Nullable Integer status,
        Map<String, String> headers,
        String text,
        String kind,
        Billed billed,
        int attempts,
        String waits,
        String unanswered,
        String answered) {

    private static final String CHUNK =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Par\"},\"finish_reason\":null}]}\n\n";
    private static final String ERROR = "data: {\"error\":{\"message\":\"slow\",\"code\":429}}\n\n";
    private static final Map<String, String> NAMED = Map.of(
            "-",
            "",
            "@text",
            CHUNK,
            "@text-then-error",
            CHUNK + ERROR,
            "@error-event",
            ERROR,
            "@deep",
            "[".repeat(5_000) + "]".repeat(5_000));
    private static final String OK =
            "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Paris\"},\"finish_reason\":\"stop\"}]}";

    static DecisionRow parse(String line) {
        String[] cells = line.split(" \\| ", -1);
        return new DecisionRow(
                cells[0],
                deliveries(cells[1]),
                cells[2].equals("-") ? null : FailureKind.of(cells[2]).orElseThrow(),
                cells[3].equals("-") ? null : Integer.valueOf(cells[3]),
                headers(cells[4]),
                NAMED.getOrDefault(cells[5], cells[5]),
                cells[6],
                Billed.valueOf(cells[7]),
                Integer.parseInt(cells[8]),
                cells[9],
                cells[10],
                cells[11].strip());
    }

    private static List<Model.Delivery> deliveries(String word) {
        List<Model.Delivery> all = new ArrayList<>();
        if (!word.equals("stream")) {
            all.add(Model.Delivery.PLAIN);
        }
        if (!word.equals("plain")) {
            all.add(Model.Delivery.STREAM);
        }
        return all;
    }

    private static Map<String, String> headers(String cell) {
        if (cell.equals("-")) {
            return Map.of();
        }
        String[] parts = cell.split(": ", 2);
        return Map.of(parts[0], parts[1]);
    }

    /** {@return how long the endpoint asks to wait, if the table says that this is waited for} */
    long toldNanos() {
        return Long.parseLong(waits.substring("told ".length())) * 1_000_000_000L;
    }

    /** {@return what comes back: this, but for the first questions, which are answered} */
    RecordedAnswer answer(WireRequest request, Stopwatch stopwatch, int answered) {
        stopwatch.start();
        int question = Integer.parseInt(new String(request.body(), StandardCharsets.UTF_8).substring(1));
        boolean good = question <= answered;
        byte[] body = (good ? OK : status == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        stopwatch.buffer(stopwatch.now(), body.length);
        stopwatch.end();
        return new RecordedAnswer(
                request.id(),
                request.stream(),
                good ? null : end,
                good || end == null ? "" : text,
                good ? (Integer) 200 : status,
                good ? Map.of("content-type", "application/json") : headers,
                body,
                stopwatch.times(),
                stopwatch.stamps(),
                Set.of());
    }
}
