package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenPace;
import dev.promptmeter.chat.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is measured of one attempt, in the columns of {@code streams/expected.csv}; null where nothing can be known. */
final class StreamColumns {

    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Exchange exchange;

    private StreamColumns(Exchange exchange) {
        this.exchange = exchange;
    }

    static Map<String, String> of(Exchange exchange) {
        var columns = new StreamColumns(exchange);
        columns.addAnswer();
        columns.addTimes(exchange.timing());
        columns.addGaps(exchange.timing().output());
        columns.addTokens();
        columns.put("flags", String.join(" ", exchange.flags().stream().sorted().toList()));
        return columns.columns;
    }

    private void put(String name, String value) {
        columns.put(name, value == null || value.isEmpty() ? null : value);
    }

    private Completion completion() {
        return exchange instanceof Answered answered ? answered.completion() : ((Failed) exchange).partial();
    }

    private void addAnswer() {
        put(
                "outcome",
                exchange instanceof Answered answered
                        ? answered.completion().kind().word()
                        : ((Failed) exchange).kind().word());
        put("text", completion() == null ? null : completion().text());
    }

    private void addTimes(Timing timing) {
        put("ttfb", millis(timing.ttfbNanos()));
        put("ttfe", millis(timing.ttfeNanos()));
        put("ttft", millis(timing.ttftNanos()));
        put("ttfa", millis(timing.ttfaNanos()));
        put("thinking", millis(timing.thinkingNanos()));
        put("service", millis(timing.serviceNanos()));
        put("close_tail", millis(timing.closeTailNanos()));
    }

    private void addGaps(OutputEvents output) {
        List<String> gaps = new ArrayList<>();
        output.forEachGap(gap -> gaps.add(millis(gap)));
        put("gaps", String.join(" ", gaps));
        put("max_gap", millis(output.maxGapNanos()));
        put("stall", millis(output.stallNanos()));
        put("coalesced", String.valueOf(output.coalesced()));
        List<String> tokenGaps = new ArrayList<>();
        output.forEachTokenGap((gap, times) -> tokenGaps.add(millis(gap) + "x" + times));
        put("token_gaps", String.join(" ", tokenGaps));
    }

    private void addTokens() {
        Completion completion = completion();
        OutputTokens tokens = completion == null
                ? OutputTokens.of(nothing(), exchange.timing())
                : OutputTokens.of(completion, exchange.timing());
        TokenPace pace = new TokenPace(tokens, exchange.timing());
        put("tokens", tokens.count() == null ? null : tokens.count().toString());
        put("tokens_source", tokens.source().word());
        put("tpot", millis(pace.tpotNanos()));
        put("basis", pace.basis() == null ? null : pace.basis().word());
        put("ntpot", millis(pace.ntpotNanos(exchange.timing().serviceNanos())));
        put("decode_rate", rate(pace.decodeRate()));
        put("output_rate", rate(pace.outputRate()));
    }

    private static Completion nothing() {
        return new Completion(
                Completion.Kind.EMPTY, "", null, null, null, null, null, null, null, TokenUsage.NONE, null);
    }

    static String millis(Number nanos) {
        return nanos == null ? null : plain(new BigDecimal(nanos.toString()).movePointLeft(6), 6);
    }

    private static String rate(Double perSecond) {
        return perSecond == null ? null : plain(BigDecimal.valueOf(perSecond), 3);
    }

    private static String plain(BigDecimal number, int decimals) {
        return number.setScale(decimals, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
