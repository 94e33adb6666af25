package dev.promptmeter.gate;

import dev.promptmeter.run.Shard;
import dev.promptmeter.run.Stop;
import dev.promptmeter.stats.PointComparison;
import dev.promptmeter.summary.Counts;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Summary;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The order in which causes decide how a run ends: an outage never looks like a bad prompt. */
final class EndingRules {

    private static final Set<ExitCode> LEFT_TO_MERGE = EnumSet.of(ExitCode.INCONCLUSIVE, ExitCode.EMPTY);

    private final List<GateResult> gates;
    private final Summary summary;
    private final ExitRules rules;
    private final @Nullable Stop stop;

    EndingRules(List<GateResult> gates, Summary summary, ExitRules rules) {
        this.gates = gates;
        this.summary = summary;
        this.rules = rules;
        this.stop = summary.stop();
    }

    /** The first that applies wins: what ended the run, an unfit run, a broken gate, a gate that cannot speak. */
    Ending ending() {
        return Stream.of(stopped(), unfit(), broken(), regressed(), failedFast(), mute())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::passed);
    }

    /** Whether it is complete, and whether that is good enough, is found when all shards are there. */
    Ending endingOf(Shard shard) {
        String waits = shard.text() + " judges no gate: promptmeter merge joins the shards and judges them";
        String early = stop == null ? "" : "; this one is not complete: " + stop.text();
        return stopped()
                .filter(ending -> !LEFT_TO_MERGE.contains(ending.code()))
                .orElseGet(() -> new Ending(ExitCode.OK, waits + early));
    }

    private Optional<Ending> stopped() {
        if (stop == null) {
            return summary.planned() == 0
                    ? Optional.of(new Ending(ExitCode.EMPTY, "the selection matches no case"))
                    : Optional.empty();
        }
        return codeOf(stop.cause()).map(code -> new Ending(code, stop.text()));
    }

    private Optional<ExitCode> codeOf(Stop.Cause cause) {
        return switch (cause) {
            case DATASET -> Optional.of(ExitCode.USAGE);
            case ACCESS -> Optional.of(answered() ? ExitCode.INCONCLUSIVE : ExitCode.ACCESS);
            case STORAGE -> Optional.of(ExitCode.STORAGE);
            case HANGUP -> Optional.of(ExitCode.HANGUP);
            case INTERRUPT -> Optional.of(ExitCode.INTERRUPTED);
            case TERMINATE -> Optional.of(ExitCode.TERMINATED);
            case TIME, WAIT, OUTAGE, BUDGET, SOURCE, KILLED -> Optional.of(ExitCode.INCONCLUSIVE);
            case FAIL_FAST -> Optional.empty();
        };
    }

    private boolean answered() {
        return summary.finishReasons().values().stream().anyMatch(count -> count > 0);
    }

    private Optional<Ending> unfit() {
        Figure errors = summary.total().figure("errorRate");
        if (errors.value() == null || PointComparison.compare(errors.value(), rules.maxErrorRate()) <= 0) {
            return Optional.empty();
        }
        Counts counts = summary.total().counts();
        String reason = FigureText.share(errors.value()) + " of " + FigureText.count(counts.judged() + counts.error())
                + " answers are errors, limit " + FigureText.share(rules.maxErrorRate());
        return Optional.of(new Ending(ExitCode.INCONCLUSIVE, reason));
    }

    private Optional<Ending> broken() {
        return first(result -> fails(result) && !result.gate().againstBaseline())
                .map(result -> new Ending(ExitCode.FAILED, reason(result)));
    }

    private Optional<Ending> regressed() {
        return first(EndingRules::fails).map(result -> new Ending(ExitCode.REGRESSED, reason(result)));
    }

    private static boolean fails(GateResult result) {
        return result.verdict() == GateVerdict.FAIL;
    }

    private Optional<GateResult> first(Predicate<GateResult> which) {
        Predicate<GateResult> wanted = which.and(GateResult::decides);
        return rules.gating() == ExitRules.Gating.DECIDES
                ? gates.stream().filter(wanted).findFirst()
                : Optional.empty();
    }

    private static String reason(GateResult result) {
        return "gate " + result.gate().name() + actual(result);
    }

    private static String actual(GateResult result) {
        return " (actual " + FigureText.of(result.figure()) + ")";
    }

    private Optional<Ending> failedFast() {
        return Optional.ofNullable(stop).map(cause -> new Ending(ExitCode.INCONCLUSIVE, cause.text()));
    }

    private Optional<Ending> mute() {
        return first(result -> result.verdict() == GateVerdict.INVALID || unproved(result))
                .map(result -> new Ending(ExitCode.INCONCLUSIVE, silence(result)));
    }

    private static boolean unproved(GateResult result) {
        return result.verdict() == GateVerdict.INCONCLUSIVE && result.gate().confidence() == Confidence.PROVE;
    }

    private static String silence(GateResult result) {
        return unproved(result)
                ? "gate " + result.gate().name() + " is not proved" + actual(result)
                : "gate " + result.gate().name() + " cannot be judged: "
                        + Objects.requireNonNullElse(result.reason(), "no reason is known");
    }

    private Ending passed() {
        if (rules.gating() == ExitRules.Gating.INFORMS) {
            return new Ending(ExitCode.OK, "gates do not decide in this run");
        }
        if (gates.stream().noneMatch(GateResult::decides)) {
            return new Ending(ExitCode.OK, "no gate decides");
        }
        long inconclusive = count(GateVerdict.INCONCLUSIVE);
        long skipped = count(GateVerdict.SKIPPED);
        return new Ending(
                ExitCode.OK,
                inconclusive + skipped == 0
                        ? "every gate that decides holds"
                        : "no gate that decides is broken; " + inconclusive + " inconclusive, " + skipped + " skipped");
    }

    private long count(GateVerdict verdict) {
        return gates.stream()
                .filter(result -> result.decides() && result.verdict() == verdict)
                .count();
    }
}
