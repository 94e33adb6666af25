package dev.promptmeter.report;

import com.google.re2j.Pattern;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Patterns;
import dev.promptmeter.score.Score;
import dev.promptmeter.summary.ErrorCount;
import dev.promptmeter.summary.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What a suite allows derived files to show: prompts and answers, or their lengths and hashes; and which pieces of text never. */
final class DisclosureRule {

    private static final String REDACTED = "[redacted]";

    /** What stands for the reason of a check where answers are withheld: reasons quote them. */
    private static final String DIFFERS = "differs";

    /** Whether a kind of text may be seen. */
    private enum Sight {
        SHOWN,
        WITHHELD
    }

    private final Sight prompts;
    private final Sight outputs;
    private final List<Pattern> patterns;

    DisclosureRule(ResolvedSuite suite) {
        prompts = suite.withholds("prompt") ? Sight.WITHHELD : Sight.SHOWN;
        outputs = suite.withholds("output") ? Sight.WITHHELD : Sight.SHOWN;
        patterns = suite.redact().stream().map(Patterns::compile).toList();
    }

    boolean showsEverything() {
        return prompts == Sight.SHOWN && outputs == Sight.SHOWN && patterns.isEmpty();
    }

    private String redacted(String text) {
        String shown = text;
        for (Pattern pattern : patterns) {
            shown = pattern.matcher(shown).replaceAll(REDACTED);
        }
        return shown;
    }

    private @Nullable String redactedOrNull(@Nullable String text) {
        return text == null ? null : redacted(text);
    }

    private String prompt(String text) {
        return prompts == Sight.WITHHELD ? WithheldText.of(text).toString() : redacted(text);
    }

    private String output(String text) {
        return outputs == Sight.WITHHELD ? WithheldText.of(text).toString() : redacted(text);
    }

    private @Nullable String outputOrNull(@Nullable String text) {
        return text == null ? null : output(text);
    }

    private @Nullable JsonNode tree(@Nullable JsonNode node, UnaryOperator<String> shown) {
        if (node == null) {
            return null;
        }
        if (node.isString()) {
            return StringNode.valueOf(shown.apply(node.stringValue()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonText.object().putArray("copy");
            array.forEach(each -> copy.add(tree(each, shown)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonText.object();
            object.forEachEntry((name, value) -> copy.set(name, tree(value, shown)));
            return copy;
        }
        return node;
    }

    /** {@return the manifest without templates where prompts are withheld} */
    Manifest shown(Manifest all) {
        JsonNode resolved = tree(all.resolved(), this::redacted);
        if (prompts == Sight.WITHHELD && resolved instanceof ObjectNode settings) {
            settings.remove("prompts");
        }
        List<Manifest.PromptInfo> templates = all.prompts().stream()
                .map(each -> new Manifest.PromptInfo(each.id(), each.sha(), prompt(each.template())))
                .toList();
        return new Manifest(
                all.runId(),
                all.startedAt(),
                all.tool(),
                all.suite(),
                redacted(all.title()),
                all.suiteFile(),
                all.suiteSha(),
                resolved == null ? all.resolved() : resolved,
                templates,
                all.models(),
                all.datasets(),
                all.concurrency(),
                all.repeat(),
                all.tags(),
                all.environment(),
                all.warnings(),
                redacted(all.command()),
                all.source());
    }

    /** {@return the summary without what errors said where that is redacted} */
    Summary shown(Summary all) {
        List<ErrorCount> errors = all.errors().stream()
                .map(error -> new ErrorCount(error.kind(), error.count(), error.example(), redacted(error.message())))
                .toList();
        return new Summary(
                all.total(),
                all.groups(),
                all.parts(),
                all.finishReasons(),
                errors,
                all.failedChecks(),
                all.skippedChecks(),
                all.unscoredChecks(),
                all.flags(),
                all.tokens(),
                all.cost(),
                all.metrics(),
                all.checking(),
                all.planned(),
                all.stop(),
                all.judging(),
                all.kept());
    }

    /** {@return the result as it may be shown} */
    CaseResult shown(CaseResult all) {
        return new CaseResult(
                all.id(),
                shown(all.row()),
                new Grade(
                        all.verdict(),
                        all.score(),
                        reason(all),
                        all.failure(),
                        all.outcomes().stream()
                                .map(outcome -> shown(outcome, all))
                                .toList()),
                all.exchange() == null ? null : shown(all.exchange()),
                all.attempts(),
                all.origin(),
                all.cost(),
                all.judging(),
                all.saved(),
                all.shedAt());
    }

    private @Nullable String reason(CaseResult all) {
        boolean quotes = all.verdict() == CaseVerdict.FAIL && outputs == Sight.WITHHELD;
        return quotes
                ? all.outcomes().stream()
                        .filter(Outcome::failed)
                        .findFirst()
                        .map(outcome -> outcome.check().name() + ": " + DIFFERS)
                        .orElse(DIFFERS)
                : redactedOrNull(all.reason());
    }

    private Row shown(Row row) {
        Map<String, String> vars = new LinkedHashMap<>();
        row.vars().forEach((name, value) -> vars.put(name, prompt(value)));
        Map<String, List<String>> meta = new LinkedHashMap<>();
        row.meta()
                .forEach((name, values) ->
                        meta.put(name, values.stream().map(this::redacted).toList()));
        List<Check> checks = row.checks().stream().map(this::shown).toList();
        return new Row(row.id(), row.line(), vars, meta, checks, shown(row.options()));
    }

    private RowOptions shown(RowOptions all) {
        return new RowOptions(
                redactedOrNull(all.description()),
                all.threshold(),
                all.prefix(),
                all.suffix(),
                outputOrNull(all.providedOutput()),
                all.skip(),
                all.maxTokens(),
                all.cluster());
    }

    private Check shown(Check check) {
        Check.Origin origin = check.origin();
        return check.withValue(tree(check.value(), this::redacted))
                .withParts(check.parts().stream().map(this::shown).toList())
                .from(new Check.Origin(origin.source(), redacted(origin.text()), origin.level()));
    }

    private Outcome shown(Outcome outcome, CaseResult of) {
        Score score = outcome.score();
        List<Outcome> parts =
                outcome.parts().stream().map(part -> shown(part, of)).toList();
        return new Outcome(shown(outcome.check()), withReason(score, reason(outcome, of)), parts);
    }

    /** A judge says in its own words why an answer passes, and may quote it. */
    private String reason(Outcome outcome, CaseResult of) {
        if (outputs == Sight.WITHHELD && outcome.failed()) {
            return DIFFERS;
        }
        boolean quoted = outcome.passed() && !of.judging().calls().isEmpty();
        return outputs == Sight.WITHHELD && quoted
                ? ""
                : redacted(outcome.score().reason());
    }

    private static Score withReason(Score score, String reason) {
        if (score instanceof Score.Graded graded) {
            return new Score.Graded(graded.value(), graded.passed(), reason);
        }
        return score instanceof Score.Unscored unscored
                ? new Score.Unscored(reason, unscored.kind())
                : new Score.Skipped(reason);
    }

    private Exchange shown(Exchange exchange) {
        if (exchange instanceof Answered answered) {
            return new Answered(shown(answered.completion()), answered.timing(), answered.flags());
        }
        Failed failed = (Failed) exchange;
        return new Failed(
                failed.kind(),
                redacted(failed.message()),
                failed.billed(),
                failed.status(),
                failed.retryAfter(),
                failed.partial() == null ? null : shown(failed.partial()),
                failed.timing(),
                failed.flags());
    }

    private Completion shown(Completion all) {
        return new Completion(
                all.kind(),
                output(all.text()),
                outputOrNull(all.reasoning()),
                outputOrNull(all.refusal()),
                tree(all.toolCalls(), this::output),
                all.finish(),
                all.nativeFinish(),
                all.id(),
                all.model(),
                all.usage(),
                all.statedPico(),
                all.likelihood());
    }
}
