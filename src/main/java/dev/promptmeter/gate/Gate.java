package dev.promptmeter.gate;

import dev.promptmeter.summary.Kept;
import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Unit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule on a whole run.
 *
 * @param name shown in outputs, unique in the suite
 * @param expression as its author wrote it
 * @param figure name of the figure, as {@link dev.promptmeter.summary.Summary} knows it
 * @param unit what the figure counts
 * @param selector the part of the run it is about
 * @param comparator how they are compared
 * @param bound what the figure is compared with
 * @param demand how sure it has to be, and of how much
 * @param severity whether it decides
 * @param line where it stands in the suite; 0 if it is implied or came from a flag
 */
public record Gate(
        String name,
        String expression,
        String figure,
        Unit unit,
        Selector selector,
        Comparator comparator,
        Bound bound,
        Demand demand,
        Severity severity,
        int line) {

    /**
     * {@return what came of it alone, without a baseline}
     *
     * @throws IllegalArgumentException if the summary was made without this gate's figure
     */
    public GateResult judge(Summary summary) {
        return Verdict.of(List.of(this), summary, ExitRules.DEFAULT).gates().get(0);
    }

    /** {@return the figure and its part as gates write them, {@code passRate[tag=eu]}} */
    public String subject() {
        return figure + selector;
    }

    /** {@return how sure it has to be} */
    public Confidence confidence() {
        return demand.confidence();
    }

    /** {@return whether it compares the run with a baseline} */
    public boolean againstBaseline() {
        return bound.kind() != Bound.Kind.NUMBER || kind() == FigureKind.CHANGES;
    }

    /** {@return values demanded; null if only the method's own floor counts} */
    public @Nullable Integer minSamples() {
        return demand.minSamples();
    }

    /** {@return the bound as gates write it, {@code 95%} or {@code baseline - 2pp}} */
    public String boundText() {
        return bound.text();
    }

    /** {@return what it needs of single cases, besides its figure} */
    public Set<Kept> kept() {
        return GateNeeds.of(this);
    }

    /** {@return what a suite's author should know of it before a run, one sentence each; usually nothing} */
    public List<String> notices() {
        return GateNotices.of(this);
    }

    FigureKind kind() {
        return FigureKind.of(figure);
    }
}
