package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.Stop;
import dev.promptmeter.summary.CostTotals;
import dev.promptmeter.summary.Counts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The end of a run on a console: gates first, then models and failures; the last line holds the verdict and the exit code. */
public final class ConsoleReport implements Report {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Ends of a run that say nothing about how it goes on. A signal's own last line does. */
    private static final Set<Stop.Cause> RESUMABLE =
            EnumSet.of(Stop.Cause.ACCESS, Stop.Cause.TIME, Stop.Cause.WAIT, Stop.Cause.BUDGET);

    private final ConsoleView view;

    /** Makes a report for that console. */
    public ConsoleReport(ConsoleView view) {
        this.view = view;
    }

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        try {
            write(Disclosed.shown(run), new ConsoleOut(out, view));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(FinishedRun run, ConsoleOut out) {
        new ConsoleGates(run.summary(), out).write(gates(run.verdict()), view.detail());
        new ConsoleMeasurement(run, out).write(view.detail());
        if (view.detail() == ConsoleView.Detail.NORMAL) {
            ConsoleLoad.write(run.summary(), out);
            new ConsoleModels(run.summary(), out).write();
            if (run.comparison() != null) {
                out.line("");
                ComparisonText.ofRun(run.comparison()).forEach(out::line);
            }
            new ConsoleFailures(run, out).write();
            new ConsoleRepeats(run, out).write();
            if (run.summary().judging().asked()) {
                out.line(ConsoleJudge.line(run.summary().judging()));
            }
            out.line("");
        }
        RetriedText.of(run.summary().total().counts()).ifPresent(text -> out.line("note: " + text));
        DuplicateText.of(run.summary().total().counts()).ifPresent(text -> out.line("note: " + text));
        writeNotices(run, out);
        writeNext(run, out);
        if (view.folder() != null) {
            out.line("open: " + Visible.line(view.folder()) + "/report.html");
        }
        out.line(lastLine(run, out));
    }

    private List<GateResult> gates(Verdict verdict) {
        return verdict.gates().stream()
                .filter(gate -> view.detail() == ConsoleView.Detail.NORMAL || gate.verdict() != GateVerdict.PASS)
                .toList();
    }

    private static void writeNotices(FinishedRun run, ConsoleOut out) {
        LoudNotices.of(run).forEach(notice -> out.line("note: " + Visible.line(notice)));
        if (run.starts() > 1) {
            out.line("note: this run was started " + run.starts() + " times");
        }
        new ResolvedSuite(run.manifest().resolved()).dangers().forEach(danger -> out.line("note: " + danger));
        writeChecks("could not be judged", run.summary().unscoredChecks(), out);
        writeChecks("did not apply and were skipped", run.summary().skippedChecks(), out);
        long maybe = run.summary().total().counts().maybeBilled();
        if (maybe > 0) {
            out.line(FigureText.count(maybe) + (maybe == 1 ? " attempt" : " attempts")
                    + " maybe billed without an answer" + atMost(run.summary().cost()));
        }
    }

    private static String atMost(CostTotals cost) {
        Long most = cost.billing().maybePico();
        return most == null || most == 0
                ? ""
                : ", up to " + FigureText.usd(Cost.usd(most).doubleValue());
    }

    /** Whoever reads why a run stopped wants to know how it goes on. */
    private void writeNext(FinishedRun run, ConsoleOut out) {
        Stop stop = run.summary().stop();
        if (stop != null && RESUMABLE.contains(stop.cause())) {
            boolean pays = stop.cause() == Stop.Cause.BUDGET && run.manifest().source() == null;
            out.line("continue: " + next(run) + (pays ? " --max-cost USD, with more than before" : ""));
        }
    }

    private static void writeChecks(String what, Map<String, Long> counts, ConsoleOut out) {
        if (!counts.isEmpty()) {
            out.line("note: checks that " + what + ": "
                    + counts.entrySet().stream()
                            .map(check -> Visible.line(check.getKey()) + " " + FigureText.count(check.getValue()))
                            .collect(Collectors.joining(" · ")));
        }
    }

    private String lastLine(FinishedRun run, ConsoleOut out) {
        Verdict verdict = run.verdict();
        boolean stopped =
                ExitCode.of(verdict.exitCode()).filter(ExitCode::stopped).isPresent();
        String word = stopped ? "STOPPED" : verdict.word().name();
        GateVerdict colour = switch (verdict.word()) {
            case PASSED -> GateVerdict.PASS;
            case FAILED, REGRESSED -> GateVerdict.FAIL;
            case INCONCLUSIVE -> GateVerdict.INCONCLUSIVE;
        };
        String what = stopped ? progress(run) : outcome(run);
        return out.coloured(word, colour) + "  " + what + "   exit "
                + view.rules().processCode(verdict.exitCode());
    }

    private String progress(FinishedRun run) {
        long done = run.summary().total().counts().repeats()
                - run.summary().total().counts().skip();
        return FigureText.count(done) + " of " + FigureText.count(run.summary().planned()) + " cases done   continue: "
                + next(run);
    }

    /** What judges the answers of another run again is never resumed: the next one finds the replies that it brought. */
    private String next(FinishedRun run) {
        return "promptmeter " + (run.manifest().source() == null ? "run --resume " : "rescore ")
                + name(run.manifest().runId());
    }

    /** A run that is kept in a folder of another name is found by that folder alone. */
    private String name(String runId) {
        return view.folder() == null || view.folder().endsWith(runId) ? runId : Visible.line(view.folder());
    }

    private static String outcome(FinishedRun run) {
        Verdict verdict = run.verdict();
        Counts counts = run.summary().total().counts();
        String why = verdict.word() == Verdict.Word.INCONCLUSIVE ? Visible.line(verdict.exitReason()) + "   " : "";
        String repeats = counts.repeats() == counts.cases() ? "" : FigureText.count(counts.repeats()) + " answers to ";
        return why + tally(verdict) + "   " + repeats + FigureText.count(counts.cases())
                + (counts.cases() == 1 ? " case in " : " cases in ")
                + FigureText.span(run.durationMillis() * NANOS_PER_MILLI) + "   "
                + cost(run.summary().cost());
    }

    /** An INVALID or SKIPPED gate is never counted as passed. */
    private static String tally(Verdict verdict) {
        return gateCount(verdict) + others(verdict.gates());
    }

    /** {@return how many gates made the verdict, {@code 2 of 7 gates}} */
    static String gateCount(Verdict verdict) {
        List<GateResult> gates = verdict.gates();
        if (gates.isEmpty()) {
            return "no gates";
        }
        long failed = gates.stream()
                .filter(gate -> gate.decides() && gate.verdict() == GateVerdict.FAIL)
                .count();
        String of = " of " + FigureText.count(gates.size()) + " gates";
        return switch (verdict.word()) {
            case PASSED -> FigureText.count(verdict.count(GateVerdict.PASS)) + of;
            case FAILED, REGRESSED -> FigureText.count(failed) + of;
            case INCONCLUSIVE -> FigureText.count(verdict.count(GateVerdict.PASS)) + of + " pass";
        };
    }

    private static String others(List<GateResult> gates) {
        String others = List.of(GateVerdict.INCONCLUSIVE, GateVerdict.INVALID, GateVerdict.SKIPPED).stream()
                .map(verdict -> count(gates, verdict))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : "; " + others;
    }

    private static String count(List<GateResult> gates, GateVerdict verdict) {
        List<String> names = gates.stream()
                .filter(gate -> gate.verdict() == verdict)
                .map(gate -> Visible.line(
                        verdict == GateVerdict.INCONCLUSIVE
                                ? gate.gate().subject()
                                : gate.gate().name()))
                .toList();
        String word = verdict.name().toLowerCase(Locale.ROOT);
        String which = verdict == GateVerdict.SKIPPED ? "no baseline" : String.join(", ", names);
        return names.isEmpty() ? "" : names.size() + " " + word + " (" + which + ")";
    }

    /** {@return what a run cost, as far as that is known} */
    static String cost(CostTotals cost) {
        String known = FigureText.usd(Cost.usd(cost.knownPico()).doubleValue());
        if (cost.complete()) {
            return known + saved(cost);
        }
        String unknown = "cost of " + FigureText.count(cost.unknown()) + (cost.unknown() == 1 ? " answer" : " answers")
                + " unknown";
        return (cost.knownPico() == 0 ? unknown : known + " and " + unknown) + saved(cost);
    }

    private static String saved(CostTotals cost) {
        return cost.savedPico() == 0
                ? ""
                : " (saved " + FigureText.usd(Cost.usd(cost.savedPico()).doubleValue()) + " by cache)";
    }
}
