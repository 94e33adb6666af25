package dev.promptmeter.report;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.FailureText;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import dev.promptmeter.score.ScoreRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One result in full, for people: what was checked, what it took and how to ask again. No foreign text begins a line. */
public final class FailureRendering {

    private static final String INDENT = "  ";

    private final RunNames names;
    private final String command;
    private final CaseChanges changes;
    private final String before;

    /** Makes a renderer for results of that run, which is compared with none. */
    public FailureRendering(Manifest manifest) {
        this(manifest, null);
    }

    /** Makes a renderer for results of that run, compared with its baseline; null if it has none. */
    public FailureRendering(Manifest manifest, @Nullable Comparison comparison) {
        this.names = new RunNames(manifest);
        this.changes = CaseChanges.of(comparison);
        this.before = comparison == null ? "" : Visible.line(comparison.before().name());
        this.command = Visible.line(manifest.command());
    }

    /** {@return the whole: a headline, every check that does not hold, the figures, and the command that asks again} */
    public List<String> lines(CaseResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(mark(result) + " " + title(result.id()) + INDENT + place(result));
        checks(result).forEach(line -> lines.add(INDENT + line));
        lines.add(INDENT + figures(result));
        String last = Stream.of(was(result), again(result.id()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("     "));
        if (!last.isEmpty()) {
            lines.add(INDENT + last);
        }
        return lines;
    }

    /** {@return what it was in the baseline; empty if it is the same, or not in it} */
    private String was(CaseResult result) {
        BaselineRepeat then = changes.before(result.id());
        return then == null || then.verdict() == result.verdict() ? "" : "was " + then.verdict() + " in " + before;
    }

    /** {@return the word for what became of its case since the baseline; empty if nothing is compared} */
    String change(CaseResult result) {
        String word = changes.word(result.id());
        return word == null ? "" : word;
    }

    private static String mark(CaseResult result) {
        return switch (result.verdict()) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case ERROR -> "!";
            case SKIP -> "–";
        };
    }

    /** {@return the case as people write it} */
    static String title(CaseId id) {
        return Visible.line(id.text());
    }

    /** {@return file and line of the row, {@code datasets/refunds.csv:194}} */
    String place(CaseResult result) {
        return Visible.line(names.file(result.id().dataset())) + ":"
                + result.row().line();
    }

    /** {@return every check that does not hold in several lines, or what kept it from being judged} */
    static List<String> checks(CaseResult result) {
        List<String> lines = new ArrayList<>();
        String output = result.output();
        result.outcomes().forEach(outcome -> lines.addAll(lines(outcome, output)));
        ScoreRange.of(result.outcomes()).ifPresent(range -> lines.add("score somewhere in " + range.text()));
        if (lines.isEmpty() && result.reason() != null) {
            String kind = result.failure() == null ? "" : result.failure().word() + ": ";
            lines.add(kind + Visible.line(result.reason()));
        }
        return lines;
    }

    private static List<String> lines(Outcome outcome, @Nullable String output) {
        if (outcome.score() instanceof Score.Unscored unscored) {
            return List.of(outcome.check().name() + INDENT + "not judged: " + Visible.line(unscored.reason()));
        }
        if (!outcome.failed() || output == null) {
            return List.of();
        }
        if (outcome.parts().isEmpty()) {
            return FailureText.of(outcome, output);
        }
        List<String> lines = new ArrayList<>();
        lines.add(outcome.check().name() + INDENT + Visible.line(outcome.score().reason()));
        outcome.parts().forEach(part -> lines(part, output).forEach(line -> lines.add(INDENT + line)));
        return lines;
    }

    /** {@return how it ended, how long it took, its tokens, its cost and its attempts, as far as they are known} */
    static String figures(CaseResult result) {
        List<String> parts = new ArrayList<>();
        Completion completion = result.completion();
        if (completion != null) {
            FinishReason.Kind finish = completion.finish().kind();
            parts.add("finish_reason " + finish.word() + (finish == FinishReason.Kind.LENGTH ? " (cut off)" : ""));
        }
        Long latency = result.latencyNanos();
        if (latency != null) {
            parts.add(FigureText.duration(latency));
        }
        if (completion != null && completion.usage().complete()) {
            parts.add(tokens(completion.usage()));
        }
        if (!result.attempts().isEmpty()) {
            Long pico = result.cost().pico();
            parts.add(
                    pico == null
                            ? "cost unknown"
                            : FigureText.usd(Cost.usd(pico).doubleValue()));
            parts.add("attempt " + result.attempts().size());
        } else {
            parts.add(result.origin() == Answer.Origin.CACHED ? "from the cache" : "not asked");
        }
        return String.join("   ", parts);
    }

    private static String tokens(TokenUsage usage) {
        String cached = usage.cached() == null ? "" : " (" + FigureText.count(usage.cached()) + " cached)";
        return FigureText.count(usage.prompt()) + " in" + cached + " → " + FigureText.count(usage.completion())
                + " out";
    }

    /** {@return the command that asks this case again; empty where an id needs quoting that no shell shares} */
    private String again(CaseId id) {
        String filter = "id:" + quoted(id.dataset() + "/" + id.row()) + " m:" + quoted(id.model()) + " p:"
                + quoted(id.prompt());
        boolean typeable = filter.codePoints().noneMatch(c -> c == '\'' || c == '\\' || Visible.acts(c))
                && !id.row().contains("\"");
        return typeable ? "again: " + command + " -k '" + filter + "'" : "";
    }

    private static String quoted(String id) {
        boolean plain = id.chars().noneMatch(c -> Character.isWhitespace(c) || c == '*' || c == '?');
        return plain ? id : '"' + id + '"';
    }
}
