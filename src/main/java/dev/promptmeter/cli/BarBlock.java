package dev.promptmeter.cli;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A block that is repainted in place, with news above it: at most eleven lines, none wider than the terminal. */
final class BarBlock implements Face {

    private static final int MOST_MODELS = 4;
    private static final int NARROW = 60;
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 10;

    /** Room for the numbers on both sides of the bar in a run of a hundred thousand. */
    private static final int BESIDE_THE_BAR = 56;

    private static final double NANOS = 1e9;

    private final RunLine run;
    private final int columns;
    private final UnaryOperator<String> glyphs;
    private int painted;

    /** Takes the run, the width of the terminal, and what makes a text showable there: that may make it longer. */
    BarBlock(RunLine run, int columns, UnaryOperator<String> glyphs) {
        this.run = run;
        this.columns = columns;
        this.glyphs = glyphs;
    }

    @Override
    public String begin() {
        return "";
    }

    @Override
    public String show(List<String> news, ProgressState state, long elapsedNanos) {
        List<String> lines = lines(state, elapsedNanos);
        StringBuilder text = new StringBuilder(end());
        news.forEach(line -> text.append(line).append('\n'));
        lines.forEach(line -> text.append(line).append('\n'));
        painted = lines.size();
        return text.toString();
    }

    /** Takes the block away. */
    @Override
    public String end() {
        // A terminal echoes ^C where the cursor is, and the cursor goes up from there.
        String away = painted == 0 ? "" : "\r\u001B[" + painted + "A\u001B[0J";
        painted = 0;
        return away;
    }

    private List<String> lines(ProgressState state, long elapsedNanos) {
        List<String> lines = new ArrayList<>();
        lines.add(run.tool() + "   " + run.suite() + "   " + run.size());
        lines.add("run " + run.runId() + "   " + run.pace() + "   → " + run.folder());
        lines.add(bar(state, elapsedNanos));
        lines.add(verdicts(state, elapsedNanos));
        lines.add(times(state.total(), state.cutOff()));
        if (columns >= NARROW) {
            addModels(state, lines);
        }
        if (state.lastFailure() != null) {
            lines.add(" last fail  " + state.lastFailure());
        }
        return lines.stream().map(glyphs).map(this::cut).toList();
    }

    private String bar(ProgressState state, long elapsedNanos) {
        long done = state.total().done();
        int length = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, columns - BESIDE_THE_BAR));
        int full = state.planned() == 0 ? length : (int) Math.min(length, done * length / state.planned());
        String left = LiveText.left(state, elapsedNanos);
        return " " + FigureText.count(done) + "/" + FigureText.count(state.planned()) + "  "
                + (columns < NARROW ? "" : "━".repeat(full) + "╌".repeat(length - full) + "  ")
                + LiveText.percent(state) + " %   " + FigureText.span(elapsedNanos)
                + (left.isEmpty() ? "" : ", about " + left + " left");
    }

    private String verdicts(ProgressState state, long elapsedNanos) {
        long open = Math.max(0, state.planned() - state.total().done());
        double rate = elapsedNanos == 0 ? 0 : state.total().done() * NANOS / elapsedNanos;
        return " pass " + LiveText.count(state, CaseVerdict.PASS) + "   fail " + LiveText.count(state, CaseVerdict.FAIL)
                + "   error " + LiveText.count(state, CaseVerdict.ERROR) + "   skip "
                + LiveText.count(state, CaseVerdict.SKIP) + "   cost "
                + LiveText.cost(state.total().pico())
                + String.format(Locale.ROOT, "   %.1f/s   ", rate) + Math.min(run.slots(), open) + " in flight";
    }

    private static String times(ProgressState.Lane total, long cutOff) {
        return " p50 " + LiveText.time(total.p50()) + "   p95 " + LiveText.time(total.p95()) + "   p99 "
                + LiveText.time(total.p99()) + (cutOff == 0 ? "" : "   cut off by length " + FigureText.count(cutOff));
    }

    private void addModels(ProgressState state, List<String> lines) {
        if (state.lanes().size() < 2) {
            return;
        }
        lines.add(row("model", "done", "pass", "p95", "cost"));
        state.lanes().stream()
                .limit(MOST_MODELS)
                .forEach(lane -> lines.add(row(
                        lane.model(),
                        FigureText.count(lane.done()),
                        LiveText.share(lane.passRate()),
                        LiveText.time(lane.p95()),
                        LiveText.cost(lane.pico()))));
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, " %-24.24s %8s %9s %9s %9s", (Object[]) cells);
    }

    private String cut(String line) {
        String mark = glyphs.apply("…");
        return line.codePointCount(0, line.length()) < columns
                ? line
                : line.substring(0, line.offsetByCodePoints(0, columns - 1 - mark.length())) + mark;
    }
}
