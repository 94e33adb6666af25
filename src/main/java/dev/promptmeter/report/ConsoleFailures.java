package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.summary.Counts;
import dev.promptmeter.summary.ErrorCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The failures block: how many, by which check, and the first of them. */
final class ConsoleFailures {

    private static final int SHOWN = 10;
    private static final int KINDS = 3;

    private final FinishedRun run;
    private final ConsoleOut out;
    private final FailureRendering rendering;

    ConsoleFailures(FinishedRun run, ConsoleOut out) {
        this.run = run;
        this.out = out;
        this.rendering = new FailureRendering(run.manifest(), run.comparison());
    }

    /** Writes nothing at all if every case passed. */
    void write() {
        Counts counts = run.summary().total().counts();
        long wrong = counts.fail() + counts.error();
        if (wrong == 0) {
            return;
        }
        out.line("");
        out.line("FAILURES  " + FigureText.count(counts.fail()) + " failed, " + errors(counts.error()) + byCheck()
                + byKind());
        ConsoleTable.leftAligned(first()).forEach(out::line);
        if (wrong > SHOWN) {
            out.line("  … " + FigureText.count(wrong - SHOWN) + " more");
        }
    }

    private static String errors(long count) {
        return FigureText.count(count) + (count == 1 ? " error" : " errors");
    }

    private String byCheck() {
        Map<String, Long> failed = run.summary().failedChecks();
        if (failed.isEmpty()) {
            return "";
        }
        List<String> parts = failed.entrySet().stream()
                .limit(KINDS)
                .map(entry -> Visible.line(entry.getKey()) + " " + FigureText.count(entry.getValue()))
                .collect(Collectors.toCollection(ArrayList::new));
        long other =
                failed.values().stream().skip(KINDS).mapToLong(Long::longValue).sum();
        if (other > 0) {
            parts.add("other " + FigureText.count(other));
        }
        return "      by check: " + String.join(" · ", parts);
    }

    private String byKind() {
        List<ErrorCount> errors = run.summary().errors();
        return errors.isEmpty()
                ? ""
                : "      errors: "
                        + errors.stream()
                                .map(error -> error.kind() + " " + FigureText.count(error.count()))
                                .collect(Collectors.joining(" · "));
    }

    /** Those that are worse than in the baseline come first. */
    private List<List<String>> first() {
        List<CaseResult> regressed = new ArrayList<>();
        List<CaseResult> others = new ArrayList<>();
        run.results().forEach(result -> {
            boolean worse = rendering.change(result).equals(CaseChange.REGRESSED.word());
            List<CaseResult> kind = worse ? regressed : others;
            if (kind.size() < SHOWN && wrong(result)) {
                kind.add(result);
            }
        });
        return Stream.concat(regressed.stream(), others.stream())
                .limit(SHOWN)
                .map(this::row)
                .toList();
    }

    private List<String> row(CaseResult result) {
        List<String> cells = new ArrayList<>(List.of("  " + FailureRendering.title(result.id()), reason(result)));
        if (run.comparison() != null) {
            cells.add(rendering.change(result));
        }
        cells.add(rendering.place(result));
        return cells;
    }

    private static boolean wrong(CaseResult result) {
        return result.verdict() == CaseVerdict.FAIL || result.verdict() == CaseVerdict.ERROR;
    }

    private static String reason(CaseResult result) {
        String kind = result.failure() == null ? "" : result.failure().word() + ": ";
        return kind + Visible.line(result.reason() == null ? result.verdict().word() : result.reason());
    }
}
