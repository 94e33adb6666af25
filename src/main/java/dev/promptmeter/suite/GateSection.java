package dev.promptmeter.suite;

import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.GateSpec;
import dev.promptmeter.gate.Severity;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One item of {@code gates} as written; what its expression means is for the gates to say.
 *
 * @param expression the rule
 * @param name shown in outputs; null for the expression
 * @param wish how sure it has to be, and of how much
 * @param severity whether it decides
 * @param place where the expression stands
 */
record GateSection(String expression, @Nullable String name, Wish wish, Severity severity, Place place) {

    /** What is written of how sure a gate has to be; null for what is not. */
    record Wish(
            @Nullable Confidence confidence,
            @Nullable BigDecimal alpha,
            @Nullable Integer minSamples,
            @Nullable String cluster) {

        static final Wish NONE = new Wish(null, null, null, null);
    }

    private static final Key<String> EXPR = Key.required("expr", Scalars.text(1, 1000));
    private static final Key<String> NAME = Key.optional("name", Scalars.text(1, 200));
    private static final Key<Confidence> CONFIDENCE = Key.optional("confidence", Scalars.word(Confidence.class));
    private static final Key<BigDecimal> ALPHA = Key.optional("alpha", Scalars.number("0.0001", "0.2"));
    private static final Key<String> CLUSTER = Key.optional("cluster", Scalars.text(1, 200));
    private static final Key<Integer> MIN_SAMPLES = Key.optional("minSamples", Scalars.integer(1, Integer.MAX_VALUE));
    private static final Key<Severity> SEVERITY =
            Key.optional("severity", Scalars.word(Severity.class)).or("fail");

    private static final Shape<GateSection> LONG = Fields.of(
                    EXPR, NAME, CONFIDENCE, ALPHA, MIN_SAMPLES, SEVERITY, CLUSTER)
            .as(values -> new GateSection(
                    values.get(EXPR),
                    values.find(NAME),
                    new Wish(
                            values.find(CONFIDENCE),
                            values.find(ALPHA),
                            values.find(MIN_SAMPLES),
                            values.find(CLUSTER)),
                    values.get(SEVERITY),
                    values.place(EXPR)));

    static final Shape<GateSection> SHAPE = new Shape<>() {
        @Override
        public @Nullable GateSection read(Node node, String path, Findings findings) {
            if (!(node instanceof Node.Scalar)) {
                return LONG.read(node, path, findings);
            }
            String text = EXPR.shape().read(node, path, findings);
            return text == null ? null : new GateSection(text, null, Wish.NONE, Severity.FAIL, node.place());
        }

        @Override
        public ObjectNode schema() {
            return Json.anyOf(List.of(EXPR.shape().schema(), LONG.schema()));
        }
    };

    /** {@return the same as gates know it} */
    GateSpec spec() {
        return spec(place.source().line());
    }

    /** {@return the same as gates know it, written in that line} */
    GateSpec spec(int line) {
        return new GateSpec(
                expression,
                name,
                wish.confidence(),
                wish.alpha() == null ? null : (Double) wish.alpha().doubleValue(),
                wish.minSamples(),
                severity,
                wish.cluster(),
                line,
                place.source().column());
    }
}
