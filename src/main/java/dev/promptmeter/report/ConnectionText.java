package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import java.util.Optional;

/** Answers that may have opened a connection beside those that found one open: only the first paid for it. */
final class ConnectionText {

    private ConnectionText() {}

    /** {@return one sentence for people; empty unless there are answers of both kinds} */
    static Optional<String> of(Slice total) {
        Figure share = total.figures().get("coldShare");
        if (share == null || share.value() == null || share.value() == 0) {
            return Optional.empty();
        }
        String opened = FigureText.of(share) + " of " + FigureText.count(share.n())
                + " answers may have opened a connection (cold): ";
        return apart(total, "Ttft", "first token")
                .or(() -> apart(total, "Latency", "latency"))
                .map(text -> opened + text + ".");
    }

    private static Optional<String> apart(Slice total, String measure, String name) {
        Figure cold = total.figures().get("cold" + measure + ".p50");
        Figure warm = total.figures().get("warm" + measure + ".p50");
        if (cold == null || warm == null || cold.n() == 0 || warm.n() == 0) {
            return Optional.empty();
        }
        return Optional.of(name + " of cold ones " + group(total, "cold" + measure) + ", of warm ones "
                + group(total, "warm" + measure));
    }

    private static String group(Slice total, String name) {
        Figure median = total.figure(name + ".p50");
        return "p50 " + FigureText.of(median) + ", p99 " + FigureText.of(total.figure(name + ".p99")) + " (n="
                + FigureText.n(median) + ")";
    }
}
