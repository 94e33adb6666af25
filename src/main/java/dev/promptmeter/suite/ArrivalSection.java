package dev.promptmeter.suite;

import dev.promptmeter.run.ArrivalProcess;
import dev.promptmeter.run.Arrivals;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.StartRate;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The keys of the section {@code run} that make an open loop: {@code rate}, {@code arrival} and {@code shedAfter}. */
final class ArrivalSection {

    private static final double NANOS_PER_SECOND = 1e9;

    private static final Key<Double> FROM = Key.required("from", Quantities.perSecond());
    private static final Key<Double> TO = Key.required("to", Quantities.perSecond());
    private static final Key<Duration> OVER = Key.required("over", Quantities.duration("1ms", "720h"));
    private static final Shape<StartRate> RAMP =
            Fields.of(FROM, TO, OVER).as(values -> ramp(values.get(FROM), values.get(TO), values.get(OVER)));

    private static final Key<String> TYPE = Key.required("type", Scalars.word("gamma"));
    private static final Key<BigDecimal> SHAPE = Key.required("shape", Scalars.number("0.01", "1000"));
    private static final Shape<ArrivalProcess> GAMMA = Fields.of(TYPE, SHAPE)
            .as(values -> new ArrivalProcess.Gamma(values.get(SHAPE).doubleValue()));

    static final Key<StartRate> RATE =
            Key.optional("rate", Shapes.either(Quantities.perSecond().map(StartRate::of), RAMP));
    static final Key<ArrivalProcess> ARRIVAL = Key.optional(
            "arrival", Shapes.either(Scalars.word("constant", "poisson").map(ArrivalSection::process), GAMMA));
    static final Key<Duration> SHED_AFTER = Key.optional("shedAfter", Quantities.duration("1ms", "24h"));

    private static final List<Key<?>> ONLY_WITH_A_RATE = List.of(ARRIVAL, SHED_AFTER);

    private ArrivalSection() {}

    private static StartRate ramp(double from, double to, Duration over) {
        return from == to ? StartRate.of(from) : new StartRate(from, to, over.toNanos() / NANOS_PER_SECOND);
    }

    private static ArrivalProcess process(String word) {
        return word.equals("poisson") ? new ArrivalProcess.Poisson() : new ArrivalProcess.Constant();
    }

    /** {@return the load of a section; with a rate, its concurrency is the most that may be in flight} */
    static Load load(Values values, Key<Load> concurrency, long seed) {
        StartRate rate = values.find(RATE);
        if (rate == null) {
            return values.get(concurrency);
        }
        ArrivalProcess process = Objects.requireNonNullElseGet(values.find(ARRIVAL), ArrivalProcess.Constant::new);
        int cap = values.has(concurrency) ? values.get(concurrency).slots() : Load.Open.USUAL_CAP;
        return new Load.Open(new Arrivals(rate, process, seed), cap, values.find(SHED_AFTER));
    }

    /** {@return that section, refused where its keys do not go together} */
    static <T> Shape<T> checked(Shape<T> section, Key<Load> concurrency) {
        return new Shape<>() {
            @Override
            public @Nullable T read(Node node, String path, Findings findings) {
                if (node instanceof Mapping mapping) {
                    check(mapping, path, concurrency, findings);
                }
                return section.read(node, path, findings);
            }

            @Override
            public ObjectNode schema() {
                ObjectNode schema = section.schema();
                ObjectNode needs = schema.putObject("dependentRequired");
                ONLY_WITH_A_RATE.forEach(key -> needs.putArray(key.name()).add(RATE.name()));
                return schema;
            }
        };
    }

    private static void check(Mapping mapping, String path, Key<Load> concurrency, Findings findings) {
        if (mapping.get(RATE.name()) == null) {
            for (Key<?> key : ONLY_WITH_A_RATE) {
                Node written = mapping.get(key.name());
                if (written != null) {
                    String name = Fields.child(path, key.name());
                    findings.add("PM-1106", written.place(), name + ": only planned starts have one; write a rate too");
                }
            }
        } else if (mapping.get(concurrency.name()) instanceof Scalar cap
                && cap.text().equals(LoadShape.AUTO)) {
            String name = Fields.child(path, concurrency.name());
            String text = name + ": with a rate it is the most that may be in flight, 1 to 1024; auto is no number";
            findings.add("PM-1106", cap.place(), text);
        }
    }
}
