package dev.promptmeter.simulator;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A ledger entry as one line of JSON. */
final class LedgerJson {

    private LedgerJson() {}

    static byte[] line(LedgerEntry entry) {
        ByteText out = new ByteText(1024);
        LedgerEntry.Caller caller = entry.caller();
        out.add("{\"seq\":").add(entry.sequence());
        number(out, "conn", caller.connection());
        number(out, "connRequest", caller.request());
        text(out, "clientRequestId", caller.clientRequestId());
        content(out, entry.content());
        times(out, entry.times());
        sent(out, entry);
        out.add(",\"faults\":[");
        for (int i = 0; i < entry.faults().size(); i++) {
            out.add(i == 0 ? "" : ",").json(entry.faults().get(i));
        }
        out.add("],\"early\":").add(Boolean.toString(entry.early()));
        number(out, "clientGoneAtByte", entry.sent().clientGoneAtByte());
        text(out, "billed", entry.bill().extent());
        number(out, "billedPicodollars", entry.billedPicodollars());
        digest(out, "textSha256", entry.sent().text());
        digest(out, "bytesSha256", entry.sent().bytes());
        return out.add("}\n").toBytes();
    }

    private static void content(ByteText out, LedgerEntry.@Nullable Content content) {
        if (content == null) {
            out.add(",\"key\":null,\"occurrence\":null,\"model\":null,\"stream\":null");
            return;
        }
        digest(out, "key", content.key());
        number(out, "occurrence", content.occurrence());
        text(out, "model", content.model());
        out.add(",\"stream\":").add(Boolean.toString(content.stream()));
    }

    private static void times(ByteText out, LedgerEntry.Times times) {
        number(out, "recvFirstNs", times.firstReceived());
        number(out, "recvNs", times.received());
        number(out, "queuedNs", times.queued());
        number(out, "headNs", times.head());
        number(out, "firstOutNs", times.firstOutput());
        number(out, "lastByteNs", times.lastByte());
        number(out, "closedNs", times.closed());
    }

    private static void sent(ByteText out, LedgerEntry entry) {
        LedgerEntry.Sent sent = entry.sent();
        Integer status = sent.status();
        number(out, "status", status == null ? null : status.longValue());
        number(out, "bodyBytes", sent.bodyBytes());
        number(out, "events", sent.events());
        LedgerEntry.Events events = sent.written();
        if (events != null) {
            numbers(out, "dueNs", events.due());
            numbers(out, "beforeNs", events.before());
            numbers(out, "afterNs", events.after());
            numbers(out, "tokensPerEvent", events.tokens());
        }
        number(out, "promptTokens", entry.tokens().prompt());
        number(out, "completionTokens", entry.tokens().completion());
        number(out, "cachedTokens", entry.tokens().cached());
        number(out, "reasoningTokens", entry.tokens().reasoning());
        text(out, "outcome", entry.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static void number(ByteText out, String name, @Nullable Number value) {
        out.add(",\"").add(name).add("\":").add(String.valueOf(value));
    }

    private static void numbers(ByteText out, String name, List<? extends Number> values) {
        out.add(",\"").add(name).add("\":[");
        for (int i = 0; i < values.size(); i++) {
            out.add(i == 0 ? "" : ",").add(values.get(i).longValue());
        }
        out.add("]");
    }

    private static void text(ByteText out, String name, @Nullable String value) {
        out.add(",\"").add(name).add("\":");
        if (value == null) {
            out.add("null");
        } else {
            out.json(value);
        }
    }

    private static void digest(ByteText out, String name, LedgerEntry.@Nullable Digest digest) {
        text(out, name, digest == null ? null : digest.toString());
    }
}
