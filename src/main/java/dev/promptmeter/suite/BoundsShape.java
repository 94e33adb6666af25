package dev.promptmeter.suite;

import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.suite.ScalarShape.Quotes;
import dev.promptmeter.suite.ScalarShape.Reading;
import dev.promptmeter.validity.Bounds;
import dev.promptmeter.validity.Limit;
import dev.promptmeter.validity.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The limits of one reason: the one beyond which a run is suspect, a map of that and the one beyond which it is invalid, or {@code off}. */
final class BoundsShape implements Shape<Bounds> {

    private static final Shape<Boolean> OFF = off();

    private final Reason reason;
    private final Bounds usual;
    private final Shape<Bounds> written;

    BoundsShape(Reason reason) {
        this.reason = reason;
        this.usual = reason.bounds();
        Shape<Limit> suspect = limit(usual.suspect());
        Shape<Bounds> alone = Shapes.choice(
                BoundsShape::isOff,
                OFF.map(off -> Bounds.OFF),
                suspect.map(limit -> new Bounds(limit, usual.invalid())));
        this.written = Shapes.either(alone, both(suspect));
    }

    private static boolean isOff(String text) {
        // The resolved suite keeps a switch as a boolean.
        return text.equals("off") || text.equals("false");
    }

    private static Shape<Boolean> off() {
        ObjectNode schema = Json.object();
        schema.putArray("enum").add(false).add("off");
        return new ScalarShape<>("off", Quotes.DO_NOT_MATTER, text -> Reading.of(true), schema);
    }

    private Shape<Bounds> both(Shape<Limit> suspectShape) {
        Key<Limit> suspect = Key.optional("suspect", suspectShape);
        Key<Optional<Limit>> invalid = Key.optional(
                "invalid",
                Shapes.choice(
                        BoundsShape::isOff,
                        OFF.map(off -> Optional.empty()),
                        limit(usual.invalid()).map(Optional::of)));
        return Fields.of(suspect, invalid)
                .as(values -> new Bounds(
                        values.has(suspect) ? values.get(suspect) : usual.suspect(),
                        values.has(invalid) ? values.get(invalid).orElse(null) : usual.invalid()));
    }

    /** A part of the median latency is never asked for below what the usual limit leaves. */
    private Shape<Limit> limit(@Nullable Limit former) {
        if (reason == Reason.OVERLOAD) {
            return Scalars.amount().map(times -> new Limit(times.doubleValue(), 0));
        }
        long floor = former == null ? 0 : former.floorNanos();
        Shape<Limit> share = Quantities.share().map(part -> new Limit(part, floor));
        return reason.timed()
                ? Shapes.choice(
                        text -> text.endsWith("%"),
                        share,
                        Quantities.duration("0ms", "1h").map(time -> new Limit(0, time.toNanos())))
                : share;
    }

    @Override
    public @Nullable Bounds read(Node node, String path, Findings findings) {
        Bounds bounds = written.read(node, path, findings);
        if (bounds == null || !reason.crossed(bounds)) {
            return bounds;
        }
        findings.add(
                "PM-1107",
                node.place(),
                path + ": suspect " + MeasurementText.limits(reason, bounds)
                        + ": it would be invalid first; write both limits, { suspect: …, invalid: … }");
        return null;
    }

    @Override
    public ObjectNode schema() {
        return written.schema();
    }
}
