package dev.promptmeter.cli;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.score.CaseVerdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of a live view that a terminal and a pipe have in common. */
final class LiveText {

    private LiveText() {}

    static String percent(ProgressState state) {
        long done = state.total().done();
        return state.planned() == 0 ? "100" : Long.toString(Math.min(100, done * 100 / state.planned()));
    }

    static String share(@Nullable Double share) {
        return share == null ? FigureText.NOTHING : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String time(@Nullable Long nanos) {
        return nanos == null ? FigureText.NOTHING : FigureText.duration(nanos);
    }

    static String cost(@Nullable Long pico) {
        return pico == null ? "unknown" : FigureText.usd(Cost.usd(pico).doubleValue());
    }

    /** {@return what is left at the pace so far; empty before there is a pace} */
    static String left(ProgressState state, long elapsedNanos) {
        long done = state.total().done();
        return done == 0 || done >= state.planned()
                ? ""
                : FigureText.span((double) elapsedNanos / done * (state.planned() - done));
    }

    static String count(ProgressState state, CaseVerdict verdict) {
        return FigureText.count(state.total().count(verdict));
    }
}
