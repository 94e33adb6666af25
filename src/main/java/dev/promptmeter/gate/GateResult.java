package dev.promptmeter.gate;

import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.summary.Figure;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A gate and what came of it.
 *
 * @param gate the rule
 * @param verdict what came of it
 * @param figure what it was judged by; against a baseline over the cases that both have
 * @param reason one sentence for people; null where rule and figures say it all
 * @param grounds what the verdict rests on besides
 */
public record GateResult(
        Gate gate,
        GateVerdict verdict,
        Figure figure,
        @Nullable String reason,
        Grounds grounds) {

    /** Takes a verdict that rests on the figure alone. */
    public GateResult(Gate gate, GateVerdict verdict, Figure figure, @Nullable String reason) {
        this(gate, verdict, figure, reason, Grounds.NONE);
    }

    /** {@return whether it may decide the exit code} */
    public boolean decides() {
        return gate.severity() == Severity.FAIL;
    }

    /** {@return why there is no clear verdict, such as {@code NO_DATA} or {@code FEW_CASES}; null if there is one} */
    public @Nullable String code() {
        return grounds.code();
    }

    /** {@return what the figure was compared with, in its own unit; empty if that needs a baseline's figure that is not known} */
    public OptionalDouble bound() {
        GateChange change = grounds.change();
        return gate.bound().effective(change == null ? null : change.baseline());
    }

    /** {@return how large a change for the worse is not ruled out, 0 or more; empty where the bounds are not of a difference} */
    public OptionalDouble hiddenDrop() {
        GateChange change = grounds.change();
        Sureness sureness = grounds.sureness();
        if (change == null || sureness == null || change.scale() != Scale.DIFFERENCE) {
            return OptionalDouble.empty();
        }
        return ChangeBounds.of(gate, change, sureness)
                .map(bounds -> OptionalDouble.of(Math.max(0, -bounds.least())))
                .orElse(OptionalDouble.empty());
    }

    /** {@return whether the interval holds the bound, so that another run may end otherwise} */
    public boolean close() {
        if (gate.confidence() != Confidence.POINT) {
            return false;
        }
        GateChange change = grounds.change();
        Sureness sureness = grounds.sureness();
        if (change != null) {
            return sureness != null
                    && sureness.bounds() != null
                    && sureness.bounds().contains(boundary(change));
        }
        Interval interval = new Interval(figure.low(), figure.high());
        boolean shown = figure.value() != null && (figure.low() != null || figure.high() != null);
        return shown && interval.contains(gate.bound().value());
    }

    private double boundary(GateChange change) {
        boolean scaled = gate.bound().kind() == Bound.Kind.FACTOR;
        return scaled && change.scale() == Scale.DIFFERENCE ? 0 : gate.bound().value();
    }

    /** {@return the verdict and the figures behind it, as {@code passRate >= 95%: PASS. 95.5 % (382 of 400 cases, …).}} */
    public String text() {
        return GateSentence.head(this) + detail();
    }

    /** {@return the same without rule and verdict; every output says it in these words} */
    public String detail() {
        return String.join(" ", sentences());
    }

    /** {@return the same in its sentences, of which the first has the figures} */
    public List<String> sentences() {
        return GateSentence.sentences(this);
    }
}
