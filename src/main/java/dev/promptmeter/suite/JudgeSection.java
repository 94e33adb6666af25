package dev.promptmeter.suite;

import dev.promptmeter.run.Judge;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The section {@code judge} of a suite: who judges for checks that a model decides.
 *
 * @param place where it begins
 * @param model id of a model of the suite
 * @param repeat how often each question is asked
 * @param params as written
 * @param when whether a question is asked that decides nothing
 * @param maxCost USD that all calls may cost together; null for no limit
 * @param concurrency calls in flight
 * @param probe whether the judge is shown answers that are made to steer it
 */
record JudgeSection(
        Place place,
        String model,
        int repeat,
        Params params,
        Judge.When when,
        @Nullable BigDecimal maxCost,
        int concurrency,
        Judge.Probe probe) {

    private static final int TOKENS = 512;
    private static final List<String> LIMITS = List.of("max_tokens", "max_completion_tokens");

    /** What would change the form of a reply, or make more than one. */
    private static final Set<String> OF_THE_PROTOCOL = Set.of(
            "tools", "tool_choice", "parallel_tool_calls", "n", "response_format", "modalities", "audio", "prediction");

    private static final Key<String> MODEL = Key.required("model", Scalars.id());
    private static final Key<Integer> REPEAT = Key.optional("repeat", odd()).or("1");
    private static final Key<Params> PARAMS = Key.<Params>optional("params", new Shape<>() {
                @Override
                public @Nullable Params read(Node node, String path, Findings findings) {
                    return params(node, path, findings);
                }

                @Override
                public ObjectNode schema() {
                    ObjectNode schema = ParamsShape.INSTANCE.schema();
                    ((ObjectNode) schema.get("properties")).remove(OF_THE_PROTOCOL);
                    return schema;
                }
            })
            .orElse(Params.NONE);
    private static final Key<Judge.When> WHEN =
            Key.optional("when", Scalars.word(Judge.When.class)).or("always");
    private static final Key<BigDecimal> MAX_COST = Key.optional("maxCost", Quantities.money());
    private static final Key<Integer> CONCURRENCY =
            Key.optional("concurrency", Scalars.integer(1, 256)).or("4");

    private static final Key<Boolean> PROBE = Key.optional("probe", Scalars.onOff());

    static final Shape<JudgeSection> SHAPE =
            Fields.of(MODEL, REPEAT, PARAMS, WHEN, MAX_COST, CONCURRENCY, PROBE).as(JudgeSection::of);

    private static JudgeSection of(Values values) {
        return new JudgeSection(
                values.place(),
                values.get(MODEL),
                values.get(REPEAT),
                values.get(PARAMS),
                values.get(WHEN),
                values.find(MAX_COST),
                values.get(CONCURRENCY),
                probe(values.find(PROBE)));
    }

    private static Judge.Probe probe(@Nullable Boolean on) {
        return on == null ? Judge.Probe.USUAL : on ? Judge.Probe.ON : Judge.Probe.OFF;
    }

    private static Shape<Integer> odd() {
        ObjectNode schema = Json.object();
        var odd = schema.putArray("enum");
        List.of(1, 3, 5, 7, 9).forEach(odd::add);
        return new ScalarShape<>(
                "an odd number, 1 to 9",
                ScalarShape.Quotes.ARE_WRONG,
                text -> text.matches("[13579]")
                        ? ScalarShape.Reading.of(Integer.parseInt(text))
                        : ScalarShape.Reading.unexpected(),
                schema);
    }

    private static @Nullable Params params(Node node, String path, Findings findings) {
        Params params = ParamsShape.INSTANCE.read(node, path, findings);
        if (params == null) {
            return null;
        }
        int before = findings.count();
        params.places().forEach((name, written) -> {
            if (OF_THE_PROTOCOL.contains(name)) {
                findings.add(
                        "PM-1102",
                        written.place(),
                        "'" + name + "' is not set under " + path + ": a judge replies with one JSON object in text");
            }
        });
        return findings.count() == before ? params : null;
    }

    /** {@return what is sent: as written, over temperature 0 and 512 tokens; the model's own parameters are those of a candidate} */
    Map<String, JsonNode> sent() {
        Map<String, JsonNode> sent = new LinkedHashMap<>();
        sent.put("temperature", IntNode.valueOf(0));
        if (LIMITS.stream().noneMatch(params.values()::containsKey)) {
            sent.put(LIMITS.get(0), IntNode.valueOf(TOKENS));
        }
        sent.putAll(params.values());
        return sent;
    }
}
