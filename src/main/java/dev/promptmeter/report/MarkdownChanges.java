package dev.promptmeter.report;

import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.CasePair;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.FigureChange;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.CaseId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changed since the baseline in Markdown: what keeps it from being compared, every figure, and the cases that regressed. */
final class MarkdownChanges {

    private static final List<String> FIGURES = List.of("Figure", "Before → now", "Change", "In a word");
    private static final List<String> CASES = List.of("Regressed case", "Prompt", "Model", "Passed");
    private static final int SHARE = 3;

    private MarkdownChanges() {}

    /** Adds nothing if the comparison is null. */
    static void add(MarkdownPage page, @Nullable Comparison comparison) {
        if (comparison == null) {
            return;
        }
        page.add("### Changes since " + MarkdownText.code(comparison.before().name()) + "\n\n" + notes(comparison));
        page.table(
                MarkdownPage.head(FIGURES),
                comparison.figures().stream().map(MarkdownChanges::row).toList(),
                SHARE);
        page.add(counts(comparison) + "\n\n");
        page.table(
                MarkdownPage.head(CASES),
                comparison.pairing().pairs().stream()
                        .filter(pair -> pair.change() == CaseChange.REGRESSED)
                        .sorted(Comparator.comparingDouble(CasePair::loss).reversed())
                        .map(MarkdownChanges::row)
                        .toList(),
                SHARE);
    }

    private static String notes(Comparison comparison) {
        StringBuilder notes = new StringBuilder();
        comparison
                .obstacles()
                .forEach(obstacle -> notes.append("- not comparable: ")
                        .append(MarkdownText.code(obstacle.text()))
                        .append('\n'));
        ComparisonText.notes(comparison)
                .forEach(note ->
                        notes.append("- ").append(MarkdownText.code(note)).append('\n'));
        return notes.append(notes.isEmpty() ? "" : "\n").toString();
    }

    private static String row(FigureChange figure) {
        List<String> cells = ChangeText.cells(figure);
        String word = figure.word() == null ? "not comparable" : figure.word().word();
        String more = cells.get(4)
                .substring(Math.min(word.length(), cells.get(4).length()))
                .strip();
        return MarkdownPage.row(List.of(
                MarkdownText.code(cells.get(0)),
                cells.get(1),
                cells.get(2) + (cells.get(3).isEmpty() ? "" : ", " + cells.get(3)),
                "**" + word + "**" + (more.isEmpty() ? "" : " " + MarkdownText.code(more))));
    }

    private static String counts(Comparison comparison) {
        return comparison.counts().entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each ->
                        FigureText.count(each.getValue()) + " " + each.getKey().word())
                .collect(Collectors.joining(" · "));
    }

    private static String row(CasePair pair) {
        CaseId id = pair.id();
        return MarkdownPage.row(List.of(
                MarkdownText.code(id.dataset() + "/" + id.row()),
                MarkdownText.code(id.prompt()),
                MarkdownText.code(id.model()),
                passed(pair)));
    }

    private static String passed(CasePair pair) {
        return pair.before().passed() + "/" + pair.before().judged() + " → "
                + pair.after().passed() + "/" + pair.after().judged();
    }
}
