package dev.promptmeter.report;

import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.LaneChange;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison for a console: what is compared, what a reader must know first, every figure, and the cases that changed. */
public final class ComparisonText {

    private static final int MOST_CASES = 10;
    private static final List<CaseChange> LISTED = List.of(
            CaseChange.REGRESSED,
            CaseChange.FIXED,
            CaseChange.NEWLY_FLAKY,
            CaseChange.NO_LONGER_FLAKY,
            CaseChange.MISSING,
            CaseChange.EDITED,
            CaseChange.NEW,
            CaseChange.REMOVED);

    private final Comparison comparison;
    private final List<String> lines = new ArrayList<>();

    private ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    /** {@return the whole text, each line with its end} */
    public static String of(Comparison comparison) {
        var text = new ComparisonText(comparison);
        text.addHead(Visible.line(comparison.after().name()));
        text.addFigures();
        text.addLanes();
        text.addCases();
        return String.join("\n", text.lines) + "\n";
    }

    /** {@return the lines of a run that is compared with its own baseline; which cases changed, other commands say} */
    static List<String> ofRun(Comparison comparison) {
        var text = new ComparisonText(comparison);
        text.addHead("this run");
        text.addFigures();
        text.addCounts();
        text.addLanes();
        return text.lines;
    }

    private void addCounts() {
        String counts = comparison.counts().entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> count(each.getKey()) + " " + each.getKey().word())
                .collect(Collectors.joining(" · "));
        boolean worse = comparison.counts().getOrDefault(CaseChange.REGRESSED, 0L) > 0;
        lines.add("  cases  " + counts + (worse ? "   list: promptmeter show -k ch:regressed" : ""));
    }

    private void addHead(String after) {
        lines.add("COMPARED  " + Visible.line(comparison.before().name()) + " → " + after + "   " + counts());
        comparison.obstacles().forEach(obstacle -> lines.add("  not comparable: " + Visible.all(obstacle.text())));
        notes(comparison).forEach(note -> lines.add("  note: " + Visible.all(note)));
    }

    /** {@return what else a reader must know, one sentence each} */
    static List<String> notes(Comparison comparison) {
        List<String> notes = new ArrayList<>(comparison.differences());
        if (comparison.figures().stream()
                .anyMatch(figure -> figure.name().startsWith("latency.") && figure.finding() != null)) {
            notes.add(
                    "latency against 1 baseline run from another time: time of day and provider load are in this ratio");
        }
        return notes;
    }

    private String counts() {
        return FigureText.count(comparison.pairing().pairs().size()) + " matched · " + count(CaseChange.NEW) + " new · "
                + count(CaseChange.REMOVED) + " removed · " + count(CaseChange.EDITED) + " edited";
    }

    private String count(CaseChange change) {
        return FigureText.count(comparison.counts().getOrDefault(change, 0L));
    }

    private void addFigures() {
        ConsoleTable.leftAligned(
                        comparison.figures().stream().map(ChangeText::cells).toList())
                .forEach(line -> lines.add("  " + line.stripTrailing()));
        lines.add("  each interval and word holds at 95 % for itself");
    }

    private void addLanes() {
        List<LaneChange> lanes = comparison.lanes();
        if (lanes.size() < 2) {
            return;
        }
        lines.add("");
        lines.add("BY PROMPT AND MODEL, largest loss first");
        lines.addAll(ConsoleTable.leftAligned(lanes.stream()
                        .sorted(Comparator.comparingDouble(LaneChange::change))
                        .map(ComparisonText::cells)
                        .toList())
                .stream()
                .map(line -> "  " + line.stripTrailing())
                .toList());
    }

    private static List<String> cells(LaneChange lane) {
        return List.of(
                Visible.line(lane.prompt() + " · " + lane.model()),
                FigureText.share(lane.before()) + " → " + FigureText.share(lane.after()),
                "n=" + FigureText.count(lane.n()));
    }

    private void addCases() {
        lines.add("");
        lines.add(
                "CASES  " + count(CaseChange.SAME) + " same · " + count(CaseChange.TEXT) + " same verdict, other text");
        for (CaseChange change : LISTED) {
            List<CaseId> ids = CaseChanges.ids(comparison, change);
            if (!ids.isEmpty()) {
                lines.add("  " + change.word() + "  " + FigureText.count(ids.size()));
                ids.stream().limit(MOST_CASES).forEach(id -> lines.add("    " + Visible.line(id.text())));
                if (ids.size() > MOST_CASES) {
                    lines.add("    and " + FigureText.count(ids.size() - MOST_CASES) + " more: --json lists all");
                }
            }
        }
    }
}
