package dev.promptmeter.archive;

import dev.promptmeter.run.Shard;
import dev.promptmeter.run.ShardRows;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the opening note of a shard says of its place in the whole run.
 *
 * @param shard which it is
 * @param rows how many rows are its own; no rows of none where the note does not say
 */
public record ShardFacts(Shard shard, ShardRows rows) {

    /** What the names of its facts begin with. */
    static final String FACTS = "shard";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final String ROWS = "shardRows";
    private static final String OF_ROWS = "shardOfRows";

    /** {@return what whoever reads a report of it must know} */
    String notice() {
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d rows, and no gate is judged",
                shard.text(),
                rows.rows(),
                rows.of());
    }

    /** {@return the same as the facts of a run} */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(FACTS, shard.written());
        facts.put(ROWS, Long.toString(rows.rows()));
        facts.put(OF_ROWS, Long.toString(rows.of()));
        return facts;
    }

    /** {@return those of that run; empty if it is no shard} */
    public static Optional<ShardFacts> of(Map<String, String> facts) {
        return Optional.ofNullable(facts.get(FACTS))
                .flatMap(Shard::of)
                .map(shard -> new ShardFacts(shard, new ShardRows(count(facts, ROWS), count(facts, OF_ROWS))));
    }

    /** {@return the number in that fact; 0 if there is none} */
    static long count(Map<String, String> facts, String name) {
        String written = facts.getOrDefault(name, "");
        return NUMBER.matcher(written).matches() ? Long.parseLong(written) : 0;
    }
}
