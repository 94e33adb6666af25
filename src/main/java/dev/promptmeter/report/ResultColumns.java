package dev.promptmeter.report;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.ResultColumn.Group;
import dev.promptmeter.report.ResultColumn.Value;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fixed columns of the results in their order: one list for every tabular output. */
final class ResultColumns {

    private static final int SCORE_DECIMALS = 6;
    private static final int RATE_DECIMALS = 3;

    private final Manifest manifest;
    private final CaseChanges changes;
    private final RunNames names;
    private final boolean withheld;
    private final List<ResultColumn> columns = new ArrayList<>();

    private ResultColumns(Manifest manifest, CaseChanges changes) {
        this.manifest = manifest;
        this.changes = changes;
        this.names = new RunNames(manifest);
        this.withheld = new ResolvedSuite(manifest.resolved()).withholds("output");
    }

    /** {@return the columns for results of that run, of which that has become since its baseline} */
    static List<ResultColumn> of(Manifest manifest, CaseChanges changes) {
        var table = new ResultColumns(manifest, changes);
        table.addIdentity();
        table.addVerdict();
        table.addResponse();
        table.addTimes();
        table.addTokens();
        table.addCost();
        table.addText();
        return List.copyOf(table.columns);
    }

    private void addIdentity() {
        add(Group.ID, "run_id", result -> manifest.runId());
        add(Group.ID, "suite", result -> manifest.suite());
        add(Group.ID, "dataset", result -> result.id().dataset());
        add(Group.ID, "row_id", result -> result.id().row());
        add(Group.ID, "row_line", result -> result.row().line());
        add(Group.ID, "description", result -> result.row().options().description());
        add(Group.ID, "tags", result -> result.row().tags());
        add(Group.ID, "prompt_id", result -> result.id().prompt());
        add(Group.ID, "prompt_sha", result -> names.promptSha(result.id().prompt()));
        add(Group.ID, "model", result -> result.id().model());
        add(Group.ID, "model_requested", result -> names.modelName(result.id().model()));
        add(Group.ID, "model_reported", ofCompletion(Completion::model));
        add(Group.ID, "repeat", result -> result.id().repeat());
    }

    private void add(Group group, String name, Function<CaseResult, @Nullable Object> value) {
        add(group, name, (result, repeats) -> value.apply(result));
    }

    private void add(Group group, String name, Value value) {
        columns.add(new ResultColumn(group, name, value));
    }

    private static Function<CaseResult, @Nullable Object> ofCompletion(Function<Completion, @Nullable Object> value) {
        return result -> result.completion() == null ? null : value.apply(result.completion());
    }

    private void addVerdict() {
        add(Group.VERDICT, "verdict", result -> result.verdict().word());
        add(Group.VERDICT, "reason", CaseResult::reason);
        add(Group.VERDICT, "score", result -> result.score() == null ? null : RunNames.rounded(result.score(), SCORE_DECIMALS));
        add(Group.VERDICT, "checks_passed", result -> judged(result, Outcome::passed));
        add(Group.VERDICT, "checks_total", result -> judged(result, ResultColumns::applies));
        add(Group.VERDICT, "failed_checks", ResultColumns::failedChecks);
        add(Group.VERDICT, "flaky", (result, repeats) -> repeats.flaky());
        add(Group.VERDICT, "baseline_verdict", result -> {
            BaselineRepeat before = changes.before(result.id());
            return before == null ? null : before.verdict().word();
        });
        add(Group.VERDICT, "change", result -> changes.word(result.id()));
    }

    private static @Nullable Object judged(CaseResult result, Predicate<Outcome> which) {
        if (!result.verdict().judged()) {
            return null;
        }
        int count = 0;
        for (Outcome outcome : result.outcomes()) {
            count += which.test(outcome) ? 1 : 0;
        }
        return count;
    }

    private static boolean applies(Outcome outcome) {
        return !(outcome.score() instanceof Score.Skipped);
    }

    private static List<String> failedChecks(CaseResult result) {
        List<String> names = new ArrayList<>(0);
        for (Outcome outcome : result.outcomes()) {
            if (outcome.failed()) {
                outcome.failures().forEach(each -> names.add(each.check().name()));
            }
        }
        return names;
    }

    /** A column whose figures come with open loops; until then every cell is missing. */
    private void addLater(Group group, String name) {
        add(group, name, result -> null);
    }

    private void addResponse() {
        add(
                Group.RESPONSE,
                "finish_reason",
                ofCompletion(completion -> completion.finish().kind().word()));
        add(Group.RESPONSE, "native_finish_reason", ofCompletion(ResultColumns::nativeFinish));
        add(
                Group.RESPONSE,
                "http_status",
                result -> lastAttempt(result).map(Attempt::status).orElse(null));
        add(
                Group.RESPONSE,
                "error_kind",
                result -> errorKind(result).map(FailureKind::word).orElse(null));
        add(Group.RESPONSE, "error_message", ResultColumns::errorMessage);
        add(Group.RESPONSE, "attempts", result -> result.attempts().size());
        add(Group.RESPONSE, "maybe_billed", CaseResult::maybeBilled);
        add(Group.RESPONSE, "cache_hit", result -> result.origin() == Answer.Origin.CACHED);
        add(Group.RESPONSE, "response_id", ofCompletion(Completion::id));
        add(Group.RESPONSE, "flags", ResultColumns::flags);
    }

    private static List<String> flags(CaseResult result) {
        Set<String> flags = result.flags();
        return flags.isEmpty() ? List.of() : flags.stream().sorted().toList();
    }

    private static @Nullable Object nativeFinish(Completion completion) {
        FinishReason finish = completion.finish();
        return completion.nativeFinish() == null ? finish.word() : completion.nativeFinish();
    }

    private static Optional<Attempt> lastAttempt(CaseResult result) {
        List<Attempt> attempts = result.attempts();
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    private static Optional<FailureKind> errorKind(CaseResult result) {
        return Optional.ofNullable(result.failure());
    }

    private static @Nullable Object errorMessage(CaseResult result) {
        if (result.verdict() != CaseVerdict.ERROR) {
            return null;
        }
        return result.exchange() instanceof Failed failed ? failed.message() : result.reason();
    }

    private void addTimes() {
        add(
                Group.TIME,
                "started_at",
                result -> result.firstTimes() == null
                        ? null
                        : names.instant(result.firstTimes().start()));
        add(Group.TIME, "latency_ms", millis(CaseResult::latencyNanos));
        add(Group.TIME, "service_ms", millis(CaseResult::serviceNanos));
        add(Group.TIME, "e2e_ms", millis(CaseResult::e2eNanos));
        add(Group.TIME, "ttft_ms", millis(CaseResult::ttftNanos));
        add(Group.TIME, "queue_ms", millis(CaseResult::queueNanos));
        add(
                Group.TIME,
                "retry_wait_ms",
                millis(result -> result.attempts().isEmpty() ? null : result.retryWaitNanos()));
        add(Group.TIME, "dispatch_lag_ms", millis(CaseResult::dispatchLagNanos));
        add(Group.TIME, "output_tok_per_s", ResultColumns::outputRate);
    }

    private static Function<CaseResult, @Nullable Object> millis(Function<CaseResult, @Nullable Long> nanos) {
        return result ->
                Optional.ofNullable(nanos.apply(result)).map(RunNames::millis).orElse(null);
    }

    private static @Nullable Object outputRate(CaseResult result) {
        Double rate = result.pace() == null ? null : result.pace().outputRate();
        return rate == null ? null : RunNames.rounded(rate, RATE_DECIMALS);
    }

    private void addTokens() {
        add(Group.TOKENS, "prompt_tokens", ofUsage(TokenUsage::prompt));
        add(Group.TOKENS, "cached_tokens", ofUsage(TokenUsage::cached));
        add(Group.TOKENS, "cache_write_tokens", ofUsage(TokenUsage::cacheWrite));
        add(Group.TOKENS, "completion_tokens", ofOutputTokens(OutputTokens::count));
        add(Group.TOKENS, "reasoning_tokens", ofUsage(TokenUsage::reasoning));
        add(Group.TOKENS, "total_tokens", ofUsage(TokenUsage::total));
        add(
                Group.TOKENS,
                "tokens_source",
                ofOutputTokens(tokens -> tokens.source().word()));
    }

    private static Function<CaseResult, @Nullable Object> ofOutputTokens(
            Function<OutputTokens, @Nullable Object> value) {
        return result -> result.outputTokens() == null ? null : value.apply(result.outputTokens());
    }

    private static Function<CaseResult, @Nullable Object> ofUsage(Function<TokenUsage, @Nullable Object> value) {
        return ofCompletion(completion -> value.apply(completion.usage()));
    }

    private void addCost() {
        add(
                Group.COST,
                "cost_usd",
                result -> nothingAsked(result) || result.cost().pico() == null
                        ? null
                        : Cost.usd(result.cost().pico()));
        add(
                Group.COST,
                "cost_source",
                result -> nothingAsked(result) ? null : result.cost().source().word());
        add(Group.COST, "judge_cost_usd", ResultColumns::judgeCost);
    }

    private static @Nullable Object judgeCost(CaseResult result) {
        Cost cost = result.judging().cost();
        return result.judging().calls().isEmpty() || cost.pico() == null ? null : Cost.usd(cost.pico());
    }

    private static boolean nothingAsked(CaseResult result) {
        return result.attempts().isEmpty() && result.exchange() == null;
    }

    /** {@return whether it was left out and nothing was asked for it: most results of a run that was stopped early} */
    static boolean leftOut(CaseResult result) {
        return result.verdict() == CaseVerdict.SKIP
                && result.failure() == null
                && nothingAsked(result)
                && result.origin() == Answer.Origin.FRESH
                && result.judging().equals(Judging.NONE);
    }

    private void addText() {
        add(Group.TEXT, "expected", ResultColumns::expected);
        add(Group.TEXT, "output", CaseResult::output);
        add(Group.TEXT, "output_chars", ofOutput(WithheldText::charactersOf, WithheldText::characters));
        add(Group.TEXT, "output_sha256", ofOutput(Digests::sha256, WithheldText::sha256));
        add(Group.TEXT, "report_link", result -> RunNames.link(result.id()));
    }

    /** Where answers are withheld, the text says what it stands for; elsewhere an answer in that form stands for itself. */
    private Function<CaseResult, @Nullable Object> ofOutput(
            Function<String, Object> ofText, Function<WithheldText, Object> ofWithheld) {
        Function<String, Object> value = withheld ? text -> ofWithheld.apply(WithheldText.read(text)) : ofText;
        return result -> result.output() == null ? null : value.apply(result.output());
    }

    private static @Nullable Object expected(CaseResult result) {
        StringJoiner cells = new StringJoiner("\n");
        List<Check> checks = result.row().checks();
        checks.forEach(check -> cells.add(check.origin().text()));
        return checks.isEmpty() ? null : cells.toString();
    }
}
