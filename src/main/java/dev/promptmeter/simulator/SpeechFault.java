package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers that say something else than they should, in the usual form. */
final class SpeechFault {

    static final String REFUSAL = "I cannot help with that.";

    /** Texts that do harm where a report, a spreadsheet, a terminal or a log takes them for its own. */
    private static final Map<String, String> ATTACKS = Map.of(
            "csv", "=HYPERLINK(\"http://127.0.0.1:9/?\"&A1,\"open\")",
            "html", "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">",
            "terminal", "\u001b[2J\u001b]0;owned\u0007\u001b[31mowned\u009b2J\u202egpj.exe",
            "log", "ok\n::error file=a.csv,line=1::forged\n##teamcity[testFailed name='forged']\r##[error]forged",
            "surrogate", "half \ud83d a pair, \ude00 the other half");

    private static final String BAD_CALL =
            "[{\"id\":\"call_sim\",\"type\":\"function\",\"function\":{\"name\":\"lookup\","
                    + "\"arguments\":\"{\\\"city\\\": \\\"Par\"}}]";

    private SpeechFault() {}

    static Effect refusal(FaultArguments arguments) {
        return Effect.ofDraft(draft -> draft.speech(new Draft.Speech(null, null, REFUSAL, null)));
    }

    static Effect reasoningOnly(FaultArguments arguments) {
        return Effect.ofDraft(draft -> {
            String content = draft.speech().content();
            draft.speech(new Draft.Speech(null, content == null ? "" : content, null, null));
        });
    }

    static Effect emptyLength(FaultArguments arguments) {
        return Effect.ofDraft(draft -> {
            draft.speech(Draft.Speech.saying(""));
            draft.finish("\"finish_reason\":\"length\"");
        });
    }

    static Effect badToolArguments(FaultArguments arguments) {
        ToolCalls calls = ToolCalls.parse(BAD_CALL);
        return Effect.ofDraft(draft -> {
            draft.speech(new Draft.Speech(null, null, null, calls));
            draft.finish("\"finish_reason\":\"tool_calls\"");
        });
    }

    static Effect pad(FaultArguments arguments) {
        int size = SizeText.bytes(arguments.argument());
        return Effect.ofDraft(draft -> draft.speech(Draft.Speech.saying("x".repeat(size))));
    }

    static Effect attack(FaultArguments arguments) {
        String text = ATTACKS.get(arguments.argument());
        if (text == null) {
            throw new IllegalArgumentException("unknown attack '" + arguments.argument() + "': "
                    + NearName.suggestion(arguments.argument(), ATTACKS.keySet()));
        }
        return Effect.ofDraft(draft -> draft.speech(Draft.Speech.saying(text)));
    }

    /** Drawn per occurrence, so that the k-th answer to a prompt is the same in every run. */
    static Effect drift(FaultArguments arguments) {
        String given = arguments.option("p");
        double probability = given == null ? 1 : FaultConditions.probability(given);
        return new Effect() {
            @Override
            public void onDraft(Draft draft, NumberStream numbers) {
                String content = draft.speech().content();
                if (content != null && numbers.nextDouble() < probability) {
                    long variant = (numbers.nextLong() >>> 1) % 1_000;
                    draft.speech(Draft.Speech.saying(content + " (variant " + variant + ")"));
                }
            }
        };
    }

    /** In the answer, or with {@code in=error} in the text of a refusal. */
    static Effect echoKey(FaultArguments arguments) {
        String form = arguments.argument().isEmpty() ? "plain" : arguments.argument();
        String place = arguments.option("in") == null ? "answer" : arguments.option("in");
        if (!List.of("plain", "base64", "percent", "html").contains(form)) {
            throw new IllegalArgumentException("unknown form '" + form + "' of a key: "
                    + NearName.suggestion(form, List.of("plain", "base64", "percent", "html")));
        }
        if (!List.of("answer", "error").contains(place)) {
            throw new IllegalArgumentException("in=" + place + " must be answer or error");
        }
        return Effect.ofReply(reply -> {
            String text = "The key is " + written(form, key(reply.request()));
            if (place.equals("error")) {
                reply.unbilled();
                byte[] body = reply.errorShape().body(Refusal.forStatus(400).withMessage(text), reply.request());
                reply.replace(400, reply.errorShape().contentType(), body);
            } else {
                say(reply, text);
            }
        });
    }

    private static String key(HttpRequest request) {
        String bearer = request.header("Authorization");
        return bearer == null ? "" : bearer.replaceFirst("(?i)^bearer ", "");
    }

    private static String written(String form, String key) {
        StringBuilder out = new StringBuilder();
        for (char c : key.toCharArray()) {
            out.append(
                    switch (form) {
                        case "percent" -> String.format(Locale.ROOT, "%%%02X", (int) c);
                        case "html" -> "&#" + (int) c + ";";
                        default -> String.valueOf(c);
                    });
        }
        return form.equals("base64")
                ? Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8))
                : out.toString();
    }

    /** Puts a text in place of the answer's; of a stream into its first event with text, so that the others are empty. */
    static void say(Reply reply, String text) {
        String[] left = {JsonEdit.text(text)};
        JsonEdit.Change change = raw -> {
            String said = left[0];
            left[0] = "\"\"";
            return said;
        };
        Pieces.each(
                        Pieces::output,
                        json -> JsonEdit.at(
                                JsonEdit.at(json, "choices/*/message/content", change),
                                "choices/*/delta/content",
                                change))
                .onReply(reply, new NumberStream(0));
    }
}
