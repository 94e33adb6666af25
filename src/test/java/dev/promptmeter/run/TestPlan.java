package dev.promptmeter.run;

import dev.promptmeter.chat.AnswerReader;
import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.dataset.RowReader;
import dev.promptmeter.score.Scorers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan of which a test states only what matters to it: one prompt {@code {{question}}}, one model, one slot, no warm-up. */
public final class TestPlan {

    /** A question that cannot be made into a request. */
    public static final String BREAKING = "a question that breaks";

    private final List<Row> rows = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String> models = new ArrayList<>(List.of("sim"));
    private final ChatEndpoint endpoint;
    private Selection selection = Selection.ALL;
    private RunPlan.Limits limits = RunPlan.Limits.NONE;
    private long seed = 7;
    private Retry retry = Retry.DEFAULT;
    private Load load = new Load.Closed(1);
    private int repeat = 1;
    private @Nullable Integer warmup = 0;
    private @Nullable Integer perModel;
    private @Nullable Double startsPerMinute;
    private @Nullable Long tokensPerMinute;
    private Model.Delivery delivery = Model.Delivery.PLAIN;
    private AnswerReader reader = ScriptedEndpoint.reader();
    private @Nullable Judge judge;
    private @Nullable Model embeddings;
    private PriceList prices = PriceList.NONE;
    private @Nullable Model only;
    private Model.@Nullable Wire spoken;

    private TestPlan(ChatEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** {@return a plan without rows that asks that endpoint} */
    public static TestPlan asking(ChatEndpoint endpoint) {
        return new TestPlan(endpoint);
    }

    /** {@return a plan without rows that asks that model} */
    public static TestPlan asking(Model model) {
        TestPlan plan = new TestPlan(model.wire().endpoint());
        plan.only = model;
        return plan;
    }

    /** {@return the same with so many rows {@code r1, r2, …} that ask {@code q1, q2, …}} */
    public TestPlan rows(int count) {
        for (int i = 1; i <= count; i++) {
            row("q" + (rows.size() + 1));
        }
        return this;
    }

    /** {@return the same with one more row} */
    public TestPlan row(String question, Check... own) {
        return row(question, RowOptions.NONE, own);
    }

    /** {@return the same with a row that is left out by its own word} */
    public TestPlan skippedRow(String question, String why) {
        return row(question, new RowOptions(null, null, null, null, null, why, null, null));
    }

    /** {@return the same with a row that brings its answer along} */
    public TestPlan providedRow(String question, String answer, Check... own) {
        return row(question, new RowOptions(null, null, null, null, answer, null, null, null), own);
    }

    private TestPlan row(String question, RowOptions options, Check... own) {
        int number = rows.size() + 1;
        rows.add(new Row("r" + number, number + 1, Map.of("question", question), Map.of(), List.of(own), options));
        return this;
    }

    /** {@return the same with a check for all rows} */
    public TestPlan check(Check check) {
        checks.add(check);
        return this;
    }

    /** {@return the same with these models} */
    public TestPlan models(String... ids) {
        models.clear();
        models.addAll(List.of(ids));
        return this;
    }

    /** {@return the same with so many attempts in flight} */
    public TestPlan slots(int count) {
        return load(new Load.Closed(count));
    }

    /** {@return the same with that seed} */
    public TestPlan seed(long value) {
        seed = value;
        return this;
    }

    /** {@return the same with requests that start so} */
    public TestPlan load(Load how) {
        load = how;
        return this;
    }

    /** {@return the same whose models may start and take so much a minute; null for no limit} */
    public TestPlan pace(@Nullable Double starts, @Nullable Long tokens) {
        startsPerMinute = starts;
        tokensPerMinute = tokens;
        return this;
    }

    /** {@return the same whose answers come so and are understood by that reader} */
    public TestPlan answers(Model.Delivery how, AnswerReader by) {
        delivery = how;
        reader = by;
        return this;
    }

    /** {@return the same with so many attempts in flight for each model} */
    public TestPlan slotsPerModel(int count) {
        perModel = count;
        return this;
    }

    /** {@return the same with so many answers per case} */
    public TestPlan repeat(int count) {
        repeat = count;
        return this;
    }

    /** {@return the same with so many warm-up requests; null for the usual} */
    public TestPlan warmup(@Nullable Integer count) {
        warmup = count;
        return this;
    }

    /** {@return the same with that selection} */
    public TestPlan select(Selection chosen) {
        selection = chosen;
        return this;
    }

    /** {@return the same with these limits} */
    public TestPlan limits(@Nullable Duration longest, @Nullable Integer failFast) {
        limits = new RunPlan.Limits(longest, failFast, limits.spend());
        return this;
    }

    /** {@return the same, asked in another way} */
    public TestPlan through(Model.Wire wire) {
        spoken = wire;
        return this;
    }

    /** {@return the same that may cost so many picodollars, at these prices} */
    public TestPlan spend(long maxPico, PriceList list) {
        limits = new RunPlan.Limits(limits.maxDuration(), limits.failFast(), new SpendLimit(maxPico, null));
        prices = list;
        return this;
    }

    /** {@return the same with that retry rule} */
    public TestPlan retry(Retry rule) {
        retry = rule;
        return this;
    }

    /** {@return the same with that judge, and with what it costs} */
    public TestPlan judge(Judge judge, PriceList prices) {
        this.judge = judge;
        this.prices = prices;
        return this;
    }

    /** {@return the same with a model that turns texts into numbers} */
    public TestPlan embeddings(Model model) {
        embeddings = model;
        return this;
    }

    /** {@return the plan} */
    public RunPlan plan() {
        List<Model> asked = only == null ? models.stream().map(this::model).toList() : List.of(only);
        Prompt prompt = new Prompt(
                "default",
                List.of(MessageTemplate.of("user", PromptTemplate.parse("{{question}}"))),
                Map.of(),
                "{{question}}",
                "0123456789ab");
        var planned = new PlannedDataset(
                dataset(), selection, Map.of(), Map.of(), checks, null, List.of(prompt), asked, Scorers.builtIn());
        return new RunPlan(
                List.of(planned),
                load,
                RunPlan.Order.INTERLEAVE,
                repeat,
                warmup,
                retry,
                prices,
                limits,
                seed,
                new Advisers(judge, embeddings));
    }

    private Model model(String id) {
        Model.Wire wire = spoken == null
                ? new Model.Wire(
                        endpoint,
                        request -> body(request.messages().get(0).content().asString()),
                        reader)
                : spoken;
        URI uri = URI.create("http://127.0.0.1:41233/v1");
        // Each in a lane of its own, as models with names of their own are.
        Pacing pacing = new Pacing("lane of " + id, startsPerMinute, tokensPerMinute);
        return new Model(id, "sim-small", uri, delivery, Map.of(), perModel, pacing, wire);
    }

    private static byte[] body(String question) {
        if (question.equals(BREAKING)) {
            throw new StackOverflowError("too deep");
        }
        return question.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return what is known of the dataset} */
    public DatasetInfo info() {
        return new DatasetInfo("sums", "sums.csv", 100, "0".repeat(64), rows.size(), List.of("question"), ",", "UTF-8");
    }

    private Dataset dataset() {
        List<Row> kept = List.copyOf(rows);
        DatasetInfo info = info();
        return new Dataset() {

            @Override
            public DatasetInfo info() {
                return info;
            }

            @Override
            public RowReader open() {
                return reader(kept.iterator());
            }
        };
    }

    private static RowReader reader(Iterator<Row> rows) {
        return new RowReader() {

            @Override
            public @Nullable Row next() {
                return rows.hasNext() ? rows.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
