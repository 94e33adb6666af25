package dev.promptmeter.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All that a rule can say, under the names of the CSV header; JSON scripts and row markers use the same list. */
final class Columns {

    static final Setting<Match> MATCH = column("match", Match::parse);
    static final Setting<Target> ON = column("on", Target::parse);
    static final Setting<Glob> MODEL = column("model", Glob::parse);
    static final Setting<Range> ATTEMPT = column("attempt", Range::parse);
    static final Setting<String> ANSWER = column("answer", Function.identity());
    static final Setting<String> REASONING = column("reasoning", Function.identity());
    static final Setting<String> REFUSAL = column("refusal", Function.identity());
    static final Setting<ToolCalls> TOOL_CALLS = column("tool-calls", ToolCalls::parse);
    static final Setting<String> FINISH_REASON = column("finish-reason", Function.identity());
    static final Setting<String> PROMPT_TOKENS = column("prompt-tokens", Columns::scalar);
    static final Setting<String> COMPLETION_TOKENS = column("completion-tokens", Columns::scalar);
    static final Setting<String> CACHED_TOKENS = column("cached-tokens", Columns::scalar);
    static final Setting<String> CACHE_WRITE_TOKENS = column("cache-write-tokens", Columns::scalar);
    static final Setting<String> REASONING_TOKENS = column("reasoning-tokens", Columns::scalar);
    static final Setting<String> USAGE = column("usage", Columns::usage);
    static final Setting<BigDecimal> COST = column("cost", Columns::dollars);
    static final Setting<Delay> LATENCY = column("latency", Delay::parse);
    static final Setting<Delay> TTFT = column("ttft", Delay::parse);
    static final Setting<Delay> INTER_TOKEN = column("inter-token", Delay::parse);
    static final Setting<TokenBundle> CHUNKS = column("chunks", TokenBundle::parseList);
    static final Setting<Integer> STATUS = column("status", new IntText(200, 599)::parse);
    static final Setting<String> BODY = column("body", Function.identity());
    static final Setting<List<Fault>> FAULT = column("fault", Fault::parseAll);
    static final Setting<String> RESPONSE_MODEL = column("response-model", Function.identity());

    /** Only a JSON script can spell out a stream, so no text stands for it. */
    static final Setting<ScriptedStream> STREAM = column("stream", text -> {
        throw new IllegalArgumentException("stream needs a JSON script and a list of events");
    });

    static final List<Setting<?>> ALL = List.of(
            MATCH,
            ON,
            MODEL,
            ATTEMPT,
            ANSWER,
            REASONING,
            REFUSAL,
            TOOL_CALLS,
            FINISH_REASON,
            PROMPT_TOKENS,
            COMPLETION_TOKENS,
            CACHED_TOKENS,
            CACHE_WRITE_TOKENS,
            REASONING_TOKENS,
            USAGE,
            COST,
            LATENCY,
            TTFT,
            INTER_TOKEN,
            CHUNKS,
            STATUS,
            BODY,
            FAULT,
            RESPONSE_MODEL);

    /** Those whose JSON form is sent as written, quotes included. */
    static final Set<Setting<?>> SENT_AS_WRITTEN =
            Set.of(PROMPT_TOKENS, COMPLETION_TOKENS, CACHED_TOKENS, CACHE_WRITE_TOKENS, REASONING_TOKENS);

    private Columns() {}

    private static <T> Setting<T> column(String name, Function<String, T> reader) {
        return Setting.of(name, "", "", reader);
    }

    private static String scalar(String text) {
        Json value = JsonReader.read(text.trim());
        if (value instanceof Json.Obj || value instanceof Json.Arr) {
            throw new IllegalArgumentException("'" + text + "' must be a number or another JSON scalar");
        }
        return text.trim();
    }

    private static String usage(String text) {
        String trimmed = text.trim();
        if (!trimmed.equals("none") && !trimmed.equals("null") && !(JsonReader.read(trimmed) instanceof Json.Obj)) {
            throw new IllegalArgumentException("usage '" + text + "' must be none, null or a JSON object");
        }
        return trimmed;
    }

    private static BigDecimal dollars(String text) {
        try {
            BigDecimal dollars = new BigDecimal(text.trim());
            Price.credits(dollars);
            return dollars;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("cost '" + text + "' is beyond all measure", e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("cost '" + text + "' is not an amount in USD, such as 0.0021", e);
        }
    }
}
