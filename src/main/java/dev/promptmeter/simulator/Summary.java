package dev.promptmeter.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a simulator did, as a text for people and as JSON. */
final class Summary {

    private final Counters counters;
    private final long accepted;
    private final int inFlight;

    Summary(Counters counters, long accepted, int inFlight) {
        this.counters = counters;
        this.accepted = accepted;
        this.inFlight = inFlight;
    }

    String text() {
        long answered = counters.outcomes(LedgerEntry.Outcome.COMPLETE);
        long gone = counters.outcomes(LedgerEntry.Outcome.CLIENT_GONE);
        long spoilt = counters.outcomes(LedgerEntry.Outcome.FAULT);
        long refused = counters.outcomes(LedgerEntry.Outcome.REFUSED);
        return String.format(
                        Locale.ROOT,
                        "requests %,d   answered %,d   faults %,d   refused %,d   client gone %,d   billed %,d   $%s%n",
                        counters.requests(),
                        answered,
                        spoilt,
                        refused,
                        gone,
                        counters.billed(),
                        dollars().setScale(2, RoundingMode.HALF_UP).toPlainString())
                + String.format(
                        Locale.ROOT,
                        "%-9s %-23s %-23s %s%n",
                        "delay",
                        "asked p50 / p99",
                        "real p50 / p99",
                        "late p50 / p99 / max")
                + row("answer", counters.answers())
                + row("event", counters.events())
                + faults();
    }

    private BigDecimal dollars() {
        return BigDecimal.valueOf(counters.billedPicodollars(), 12);
    }

    private static String row(String name, Counters.Delays delays) {
        if (delays.asked().total() == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%-9s %-23s %-23s %.1f / %.1f / %.1f ms%n",
                name,
                pair(delays.asked()),
                pair(delays.real()),
                millis(delays.late().quantile(0.5)),
                millis(delays.late().quantile(0.99)),
                millis(delays.late().most()));
    }

    private static String pair(Spread spread) {
        return String.format(
                Locale.ROOT, "%.1f / %.1f ms", millis(spread.quantile(0.5)), millis(spread.quantile(0.99)));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private String faults() {
        if (counters.faults().isEmpty()) {
            return "";
        }
        String list = counters.faults().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(fault -> String.format(Locale.ROOT, "%s %,d", fault.getKey(), fault.getValue()))
                .collect(Collectors.joining(" · "));
        return String.format(Locale.ROOT, "%-9s %s%n", "faults", list);
    }

    String json() {
        StringBuilder out = new StringBuilder("{\"requests\":").append(counters.requests());
        out.append(",\"finished\":").append(counters.finished());
        for (LedgerEntry.Outcome outcome : LedgerEntry.Outcome.values()) {
            out.append(",\"").append(name(outcome)).append("\":").append(counters.outcomes(outcome));
        }
        out.append(",\"billed\":").append(counters.billed());
        out.append(",\"billedPicodollars\":").append(counters.billedPicodollars());
        out.append(",\"acceptedConnections\":").append(accepted);
        out.append(",\"inFlight\":").append(inFlight);
        out.append(",\"mostInFlight\":").append(counters.mostInFlight());
        out.append(",\"otherPort\":{\"connections\":").append(counters.otherConnections());
        out.append(",\"bytes\":").append(counters.otherBytes()).append('}');
        out.append(",\"answer\":").append(json(counters.answers()));
        out.append(",\"event\":").append(json(counters.events()));
        out.append(",\"faults\":{");
        out.append(counters.faults().entrySet().stream()
                .map(fault -> JsonEdit.text(fault.getKey()) + ":" + fault.getValue())
                .collect(Collectors.joining(",")));
        return out.append("}}").toString();
    }

    private static String name(LedgerEntry.Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> "answered";
            case FAULT -> "spoilt";
            case CLIENT_GONE -> "clientGone";
            case REFUSED -> "refused";
        };
    }

    private static String json(Counters.Delays delays) {
        return "{\"askedNs\":" + json(delays.asked()) + ",\"realNs\":" + json(delays.real()) + ",\"lateNs\":"
                + json(delays.late()) + "}";
    }

    private static String json(Spread spread) {
        return spread.total() == 0
                ? "null"
                : "{\"count\":" + spread.total() + ",\"p50\":" + spread.quantile(0.5) + ",\"p90\":"
                        + spread.quantile(0.9) + ",\"p99\":" + spread.quantile(0.99) + ",\"max\":" + spread.most()
                        + "}";
    }
}
