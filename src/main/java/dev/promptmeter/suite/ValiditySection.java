package dev.promptmeter.suite;

import dev.promptmeter.validity.Bounds;
import dev.promptmeter.validity.Reason;
import dev.promptmeter.validity.Thresholds;
import java.util.EnumMap;
import java.util.Map;

/** The section {@code validity} of a suite: from where on a figure speaks against the measurement of a run. */
final class ValiditySection {

    private static final Map<Reason, Key<Bounds>> KEYS = keys();

    static final Shape<Thresholds> SHAPE =
            Fields.of(KEYS.values().toArray(Key<?>[]::new)).as(ValiditySection::thresholds);

    private ValiditySection() {}

    private static Map<Reason, Key<Bounds>> keys() {
        Map<Reason, Key<Bounds>> keys = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            keys.put(reason, Key.optional(reason.name(), new BoundsShape(reason)));
        }
        return keys;
    }

    private static Thresholds thresholds(Values values) {
        Map<Reason, Bounds> changed = new EnumMap<>(Reason.class);
        KEYS.forEach((reason, key) -> {
            Bounds bounds = values.find(key);
            if (bounds != null && !bounds.equals(reason.bounds())) {
                changed.put(reason, bounds);
            }
        });
        return new Thresholds(changed);
    }
}
