package dev.promptmeter.report;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds one result of which a test states only what matters to it. Without more it is answered "Paris" in 120 ms and passes. */
public final class SampleCase {

    private String dataset = "facts";
    private String row = "r1";
    private String prompt = "v1";
    private String model = "sim";
    private int repeat = 1;
    private int line = 2;
    private @Nullable String description;
    private final Map<String, String> vars = new LinkedHashMap<>();
    private final Map<String, List<String>> meta = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private String text = "Paris";
    private FinishReason finish = FinishReason.of("stop");
    private String reportedModel = "sim-small";
    private @Nullable String responseId;
    private TokenUsage usage = new TokenUsage(12L, null, null, 2L, null, 14L);
    private long startMillis = 10;
    private long serviceMillis = 120;
    private @Nullable Long ttftMillis;
    private @Nullable Long stalledMillis;
    private Cost cost = new Cost(1_000_000L, CostSource.PROVIDER);
    private Answer.Origin origin = Answer.Origin.FRESH;
    private @Nullable FailureKind failure;
    private @Nullable String message;
    private @Nullable String skip;
    private @Nullable String cluster;
    private int rateLimits;
    private @Nullable Long plannedMillis;
    private boolean shed;
    private Set<String> flags = Set.of();

    private SampleCase() {}

    /** {@return a case of that row} */
    public static SampleCase of(String dataset, String row) {
        var sample = new SampleCase();
        sample.dataset = dataset;
        sample.row = row;
        return sample;
    }

    /** {@return the same for this prompt} */
    public SampleCase prompt(String id) {
        prompt = id;
        return this;
    }

    /** {@return the same for this model, which calls itself so as well} */
    public SampleCase model(String id) {
        model = id;
        reportedModel = id;
        return this;
    }

    /** {@return the same, the n-th time} */
    public SampleCase repeat(int n) {
        repeat = n;
        return this;
    }

    /** {@return the same in this cluster of rows} */
    public SampleCase cluster(String name) {
        cluster = name;
        return this;
    }

    /** {@return the same at this line of its file} */
    public SampleCase line(int number) {
        line = number;
        return this;
    }

    /** {@return the same with a title} */
    public SampleCase described(String title) {
        description = title;
        return this;
    }

    /** {@return the same with a variable} */
    public SampleCase var(String name, String value) {
        vars.put(name, value);
        return this;
    }

    /** {@return the same with metadata; the key {@code tag} holds tags} */
    public SampleCase meta(String key, String... values) {
        meta.put(key, List.of(values));
        return this;
    }

    /** {@return the same with this answer} */
    public SampleCase answering(String answer) {
        text = answer;
        return this;
    }

    /** {@return the same, ended for this reason} */
    public SampleCase finished(String reason) {
        finish = FinishReason.of(reason);
        return this;
    }

    /** {@return the same with this response id} */
    public SampleCase responseId(String id) {
        responseId = id;
        return this;
    }

    /** {@return the same with these oddities} */
    public SampleCase flagged(String... names) {
        flags = Set.of(names);
        return this;
    }

    /** {@return the same, started and answered at these milliseconds of the run} */
    public SampleCase at(long start, long service) {
        startMillis = start;
        serviceMillis = service;
        return this;
    }

    /** {@return the same, while the process stood still for so long} */
    public SampleCase stalled(long millis) {
        stalledMillis = millis;
        return this;
    }

    /** {@return the same, streamed, with the first output after so many milliseconds} */
    public SampleCase streamed(long firstOutputMillis) {
        ttftMillis = firstOutputMillis;
        return this;
    }

    /** {@return the same with these token counts} */
    public SampleCase tokens(long promptTokens, long cached, long completion) {
        usage = new TokenUsage(promptTokens, cached, null, completion, null, promptTokens + completion);
        return this;
    }

    /** {@return the same with no word about tokens and therefore no cost} */
    public SampleCase untold() {
        usage = TokenUsage.NONE;
        cost = Cost.UNKNOWN;
        return this;
    }

    /** {@return the same at a price that nobody knows, {@code 0.00011} at the most} */
    public SampleCase costingAtMost(String usd) {
        cost = Cost.unknownUpTo(Cost.pico(new BigDecimal(usd)));
        return this;
    }

    /** {@return the same at this price, {@code 0.00011}} */
    public SampleCase costing(String usd) {
        cost = new Cost(Cost.pico(new BigDecimal(usd)), CostSource.PROVIDER);
        return this;
    }

    /** {@return the same from the cache} */
    public SampleCase cached() {
        origin = Answer.Origin.CACHED;
        cost = Cost.FREE;
        return this;
    }

    /** {@return the same after so many attempts that were told to come later} */
    public SampleCase rateLimited(int times) {
        rateLimits = times;
        return this;
    }

    /** {@return the same, planned for this millisecond of the run} */
    public SampleCase planned(long millis) {
        plannedMillis = millis;
        return this;
    }

    /** {@return the same, given up because its planned start had passed too long ago} */
    public SampleCase shed() {
        shed = true;
        return skipped(CaseResult.SHED);
    }

    /** {@return the same with one more check that the answer meets} */
    public SampleCase passes(Check check) {
        outcomes.add(new Outcome(check, Score.pass("")));
        return this;
    }

    /** {@return the same with one more check that it does not meet} */
    public SampleCase fails(Check check, String reason) {
        outcomes.add(new Outcome(check, Score.fail(reason)));
        return this;
    }

    /** {@return the same without an answer} */
    public SampleCase error(FailureKind kind, String said) {
        failure = kind;
        message = said;
        return this;
    }

    /** {@return the same, not asked} */
    public SampleCase skipped(String why) {
        skip = why;
        return this;
    }

    /** {@return the result} */
    public CaseResult result() {
        boolean asked = skip == null && origin == Answer.Origin.FRESH;
        boolean answered = skip == null && failure == null;
        return new CaseResult(
                        new CaseId(dataset, row, prompt, model, repeat),
                        new Row(row, line, vars, meta, checks(), options()),
                        new Grade(
                                verdict(),
                                answered ? score() : null,
                                reason(),
                                failure,
                                answered ? outcomes : List.of()),
                        skip == null ? exchange() : null,
                        asked ? attempts() : List.of(),
                        origin,
                        skip == null ? cost() : new Cost(0L, CostSource.FREE))
                .shedAt(shed && plannedMillis != null ? (Long) (plannedMillis * 1_000_000) : null);
    }

    private List<Check> checks() {
        return outcomes.stream().map(Outcome::check).toList();
    }

    private RowOptions options() {
        return new RowOptions(description, null, null, null, null, shed ? null : skip, null, cluster);
    }

    private CaseVerdict verdict() {
        if (skip != null) {
            return CaseVerdict.SKIP;
        }
        if (failure != null) {
            return CaseVerdict.ERROR;
        }
        return outcomes.stream().anyMatch(Outcome::failed) ? CaseVerdict.FAIL : CaseVerdict.PASS;
    }

    private @Nullable Double score() {
        List<Double> values = outcomes.stream()
                .map(Outcome::score)
                .filter(Score.Graded.class::isInstance)
                .map(score -> ((Score.Graded) score).value())
                .toList();
        return values.isEmpty()
                ? null
                : values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private @Nullable String reason() {
        if (skip != null || failure != null) {
            return skip != null ? skip : message;
        }
        return outcomes.stream()
                .filter(Outcome::failed)
                .findFirst()
                .map(outcome -> outcome.check().name() + ": " + outcome.score().reason())
                .orElse(null);
    }

    private Cost cost() {
        return failure == null ? cost : new Cost(0L, CostSource.PROVIDER);
    }

    private SampleClock clock() {
        return new SampleClock(startMillis, serviceMillis, rateLimits, ttftMillis, plannedMillis, stalledMillis);
    }

    private Exchange exchange() {
        if (failure != null) {
            return new Failed(failure, String.valueOf(message), Billed.NO, null, null, clock().timing(), flags);
        }
        var completion = new Completion(
                Completion.Kind.OK,
                text,
                null,
                null,
                null,
                finish,
                null,
                responseId == null ? "resp-" + String.join("-", row, prompt, model, "" + repeat) : responseId,
                reportedModel,
                usage,
                cost.pico());
        return new Answered(completion, clock().timing(), flags);
    }

    private List<Attempt> attempts() {
        List<Attempt> attempts = clock().refused();
        int number = rateLimits + 1;
        Integer status = failure == null ? Integer.valueOf(200) : failure == FailureKind.RATE ? 429 : null;
        Billed billed = failure == FailureKind.TIMEOUT ? Billed.MAYBE : failure == null ? Billed.YES : Billed.NO;
        long waited = clock().waited(rateLimits);
        attempts.add(new Attempt(number, "req-" + number, status, failure, clock().times(), waited, billed, cost()));
        return attempts;
    }
}
