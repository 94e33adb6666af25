package dev.promptmeter.gate;

import dev.promptmeter.summary.Figure;
import org.jspecify.annotations.Nullable;

/**
 * A gate and what came of it.
 *
 * @param gate the rule
 * @param verdict what came of it
 * @param figure what it was judged by
 * @param reason one sentence for people; null where rule and figure say it all
 */
public record GateResult(
        Gate gate,
        GateVerdict verdict,
        Figure figure,
        @Nullable String reason) {

    /** {@return whether it may decide the exit code} */
    public boolean decides() {
        return gate.severity() == Severity.FAIL;
    }

    /** {@return why it could not be judged, such as {@code NO_DATA} or {@code TOO_FEW}; null if it was} */
    public @Nullable String code() {
        if (verdict != GateVerdict.INVALID) {
            return null;
        }
        if (figure.absence() != null) {
            return figure.absence();
        }
        if (LoadRule.CHANGED.equals(reason)) {
            return LoadRule.CODE;
        }
        // A figure that is there was refused for its number of values; with none judged, a part matches nothing.
        return gate.minSamples() != null && figure.n() < gate.minSamples() && figure.n() > 0 ? "TOO_FEW" : "NO_DATA";
    }

    /** {@return whether the interval holds the bound, so that another run may end otherwise} */
    public boolean close() {
        return figure.value() != null
                && (figure.low() != null || figure.high() != null)
                && (figure.low() == null || figure.low() <= gate.bound())
                && (figure.high() == null || figure.high() >= gate.bound());
    }

    /** {@return the verdict and the figures behind it in one line, as {@code passRate >= 95%: PASS. 95.5 % (95 % interval 92.9–97.2, n=400).}} */
    public String text() {
        String head = gate.name() + ": " + verdict + ". ";
        if (verdict == GateVerdict.INVALID) {
            return head + reason + ".";
        }
        String interval = FigureText.interval(figure);
        String ends = interval.isEmpty() ? "" : "95 % interval " + interval + ", ";
        String close = close() ? " The interval contains the limit: another run may end otherwise." : "";
        String why = reason == null ? "" : " " + reason + ".";
        return head + FigureText.of(figure) + " (" + ends + "n=" + FigureText.n(figure) + ")." + why + close;
    }
}
