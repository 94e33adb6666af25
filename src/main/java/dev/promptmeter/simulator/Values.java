package dev.promptmeter.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Settings that were given, with their values. Immutable, and small: a script may hold 100,000 of these. */
final class Values {

    static final Values NONE = new Values(new Object[0]);

    // Setting, value, setting, value …: a map object per rule would cost more than the rule says.
    private final Object[] pairs;

    private Values(Object[] pairs) {
        this.pairs = pairs;
    }

    @SuppressWarnings("unchecked") // with() puts a T behind each Setting<T>
    <T> @Nullable T find(Setting<T> setting) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] == setting) {
                return (T) pairs[i + 1];
            }
        }
        return null;
    }

    boolean has(Setting<?> setting) {
        return find(setting) != null;
    }

    <T> T orElse(Setting<T> setting, T other) {
        T found = find(setting);
        return found == null ? other : found;
    }

    <T> Values with(Setting<T> setting, T value) {
        T earlier = find(setting);
        Object[] more = earlier == null ? Arrays.copyOf(pairs, pairs.length + 2) : pairs.clone();
        int at = earlier == null ? pairs.length : indexOf(setting);
        more[at] = setting;
        more[at + 1] = earlier == null ? value : setting.join(earlier, value);
        return new Values(more);
    }

    /** {@return the values without that of {@code setting}} */
    Values without(Setting<?> setting) {
        if (!has(setting)) {
            return this;
        }
        int at = indexOf(setting);
        Object[] fewer = new Object[pairs.length - 2];
        System.arraycopy(pairs, 0, fewer, 0, at);
        System.arraycopy(pairs, at + 2, fewer, at, fewer.length - at);
        return new Values(fewer);
    }

    /** {@return these values on top of {@code base}: ours win, and repeatable ones follow those of the base} */
    Values over(Values base) {
        Values result = base;
        for (int i = 0; i < pairs.length; i += 2) {
            result = result.withPair(i, this);
        }
        return result;
    }

    @SuppressWarnings("unchecked") // a pair of another Values is a Setting<T> and its T
    private <T> Values withPair(int at, Values other) {
        return with((Setting<T>) other.pairs[at], (T) other.pairs[at + 1]);
    }

    private int indexOf(Setting<?> setting) {
        int at = 0;
        while (pairs[at] != setting) {
            at += 2;
        }
        return at;
    }
}
