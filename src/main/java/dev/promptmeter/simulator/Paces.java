package dev.promptmeter.simulator;

import org.jspecify.annotations.Nullable;

/** Finds out when an answer is due: markers and rules before flags. */
final class Paces {

    private static final Delay NONE = Delay.fixed(0);
    private static final TokenBundle ONE = TokenBundle.parse("fixed:1");

    private final @Nullable Delay latency;
    private final @Nullable Delay ttft;
    private final Delay interToken;
    private final TokenBundle bundles;

    Paces(Settings settings) {
        latency = settings.find(Flags.LATENCY);
        ttft = settings.find(Flags.TTFT);
        interToken = settings.orElse(Flags.INTER_TOKEN, NONE);
        Integer first = settings.find(Flags.FIRST_CHUNK_TOKENS);
        TokenBundle sizes = settings.orElse(Flags.TOKENS_PER_CHUNK, ONE);
        bundles = first == null ? sizes : sizes.startingWith(first);
    }

    /** A plain answer takes the latency, or without one the time to the first token and all gaps; a stream the latter. */
    Pace pace(ChatRequest request, Values says, Draws draws, double load) {
        Delay whole = whole(request, says);
        if (whole != null) {
            return new Pace(draw(whole, "latency", request, draws), NONE, draws.stream("gap"), load);
        }
        Delay first = first(says);
        Delay gap = says.orElse(Columns.INTER_TOKEN, interToken);
        return new Pace(draw(first, "ttft", request, draws), gap, draws.stream("gap"), load);
    }

    private @Nullable Delay whole(ChatRequest request, Values says) {
        if (request.stream()) {
            return null;
        }
        Delay stated = says.find(Columns.LATENCY);
        boolean paced = says.has(Columns.TTFT) || says.has(Columns.INTER_TOKEN);
        return stated != null || paced ? stated : latency;
    }

    private Delay first(Values says) {
        Delay stated = says.find(Columns.TTFT);
        if (stated == null) {
            stated = says.find(Columns.LATENCY);
        }
        if (stated == null) {
            stated = ttft == null ? latency : ttft;
        }
        return stated == null ? NONE : stated;
    }

    private static long draw(Delay delay, String purpose, ChatRequest request, Draws draws) {
        return delay.draw(draws.stream(purpose), request.promptTokens());
    }

    Style.Bundles bundles(Values says, Draws draws) {
        return new Style.Bundles(says.orElse(Columns.CHUNKS, bundles), draws.stream("chunk"));
    }
}
