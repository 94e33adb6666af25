package dev.promptmeter.cli;

import dev.promptmeter.score.CaseVerdict;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines of a live view in a pipe: one for 10 % or 30 s, whichever is rarer. Not thread-safe. */
final class PlainLines implements Face {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long RAREST_NANOS = 30_000_000_000L;
    private static final int STEP = 10;

    private final RunLine run;
    private final InstantSource clock;
    private long lastNanos;
    private int lastStep;

    PlainLines(RunLine run, InstantSource clock) {
        this.run = run;
        this.clock = clock;
    }

    @Override
    public String begin() {
        return stamped(run.tool() + "  " + run.suite() + "  " + run.size() + "  run " + run.runId());
    }

    @Override
    public String show(List<String> news, ProgressState state, long elapsedNanos) {
        StringBuilder text = new StringBuilder();
        news.forEach(line -> text.append(stamped(line)));
        due(state, elapsedNanos).ifPresent(line -> text.append(stamped(line)));
        return text.toString();
    }

    private String stamped(String line) {
        return TIME.format(clock.instant()) + " " + line + "\n";
    }

    private Optional<String> due(ProgressState state, long elapsedNanos) {
        int step = state.planned() == 0 ? 0 : (int) (state.total().done() * 100 / state.planned() / STEP);
        if (step <= lastStep || elapsedNanos - lastNanos < RAREST_NANOS) {
            return Optional.empty();
        }
        lastStep = step;
        lastNanos = elapsedNanos;
        return Optional.of(line(state, elapsedNanos));
    }

    private static String line(ProgressState state, long elapsedNanos) {
        String left = LiveText.left(state, elapsedNanos);
        return String.format(Locale.ROOT, "%3s%%", LiveText.percent(state)) + "  "
                + state.total().done() + "/"
                + state.planned() + "  pass " + state.total().count(CaseVerdict.PASS) + " fail "
                + state.total().count(CaseVerdict.FAIL) + " error "
                + state.total().count(CaseVerdict.ERROR) + "  p95 "
                + LiveText.time(state.total().p95()) + "  "
                + LiveText.cost(state.total().pico())
                + (left.isEmpty() ? "" : "  eta " + left);
    }

    @Override
    public String end() {
        return "";
    }
}
