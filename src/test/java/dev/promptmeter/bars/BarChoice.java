package dev.promptmeter.bars;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param bars names; empty means all
 * @param out where the table is kept too, or null
 */
record BarChoice(
        Set<String> bars,
        Effort effort,
        Misses misses,
        @Nullable Path out) {

    static final String USAGE = "usage: src/jmh/bars [--only B1,B12] [--quick] [--strict] [-o FILE]";

    /** What a bar that is missed does to the exit code. */
    enum Misses {
        /** Nothing. */
        SHOWN,
        /** It is 1 if one is surely missed. */
        COUNTED
    }

    BarChoice {
        bars = Set.copyOf(bars);
    }

    /**
     * {@return what those arguments ask for}
     *
     * @param known names of bars
     * @throws IllegalArgumentException that says what is wrong with them
     */
    static BarChoice of(List<String> arguments, Collection<String> known) {
        Deque<String> left = new ArrayDeque<>(arguments);
        Set<String> bars = new LinkedHashSet<>();
        Effort effort = Effort.FULL;
        Misses misses = Misses.SHOWN;
        Path out = null;
        while (!left.isEmpty()) {
            String flag = left.pop();
            switch (flag) {
                case "--quick" -> effort = Effort.QUICK;
                case "--strict" -> misses = Misses.COUNTED;
                case "--only" -> bars.addAll(List.of(value(flag, left).split(",")));
                case "-o" -> out = Path.of(value(flag, left));
                default -> throw new IllegalArgumentException("unknown argument '" + flag + "'; " + USAGE);
            }
        }
        for (String bar : bars) {
            if (!known.contains(bar)) {
                throw new IllegalArgumentException(
                        "--only: unknown bar '" + bar + "'; there are " + String.join(", ", known));
            }
        }
        return new BarChoice(bars, effort, misses, out);
    }

    private static String value(String flag, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(flag + " needs a value; " + USAGE);
        }
        return left.pop();
    }

    /** {@return whether what came of the bars is a failure} */
    boolean failed(List<BarLine> lines) {
        return lines.stream().anyMatch(line -> line.broken() || misses == Misses.COUNTED && line.surelyMissed());
    }

    boolean wants(String bar) {
        return bars.isEmpty() || bars.contains(bar);
    }
}
