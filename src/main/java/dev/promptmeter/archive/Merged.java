package dev.promptmeter.archive;

import dev.promptmeter.run.Shard;
import dev.promptmeter.run.ShardRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the opening note of a merged run says of the shards that it was joined from.
 *
 * @param present their numbers, from 1, ascending
 * @param count how many shards there should be
 * @param rows how many rows the present ones have, of those of all
 * @param absence what becomes of the run if one is missing
 * @param repeated how many shards were given more than once, with the same content
 * @param damaged how many damaged records were left out
 */
public record Merged(List<Integer> present, int count, ShardRows rows, Absence absence, int repeated, int damaged) {

    /** What the names of its facts begin with. */
    static final String FACTS = "merged";

    private static final int MOST_SHOWN = 10;
    private static final String OF = "mergedOf";
    private static final String ROWS = "mergedRows";
    private static final String OF_ROWS = "mergedOfRows";
    private static final String ALLOWED = "mergedMissingAllowed";
    private static final String REPEATED = "mergedRepeated";
    private static final String DAMAGED = "mergedDamaged";

    /** What becomes of a run of which a shard is missing. */
    public enum Absence {
        /** It is not complete, and decides nothing. */
        REFUSED,
        /** It is judged by what is there. */
        ALLOWED
    }

    /** Copies the numbers. */
    public Merged {
        present = List.copyOf(present);
    }

    /** {@return the same as the facts of a run} */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(FACTS, present.stream().map(String::valueOf).collect(Collectors.joining(",")));
        facts.put(OF, Integer.toString(count));
        facts.put(ROWS, Long.toString(rows.rows()));
        facts.put(OF_ROWS, Long.toString(rows.of()));
        if (absence == Absence.ALLOWED) {
            facts.put(ALLOWED, "yes");
        }
        if (repeated > 0) {
            facts.put(REPEATED, Integer.toString(repeated));
        }
        if (damaged > 0) {
            facts.put(DAMAGED, Integer.toString(damaged));
        }
        return facts;
    }

    /** {@return those of that run; empty if it was not merged} */
    public static Optional<Merged> of(Map<String, String> facts) {
        String shards = facts.get(FACTS);
        if (shards == null) {
            return Optional.empty();
        }
        int count = (int) ShardFacts.count(facts, OF);
        Set<Integer> present = Arrays.stream(shards.split(","))
                .map(each -> Shard.of(each + "/" + count))
                .flatMap(Optional::stream)
                .map(Shard::index)
                .collect(Collectors.toCollection(TreeSet::new));
        return Optional.of(new Merged(
                List.copyOf(present),
                count,
                new ShardRows(ShardFacts.count(facts, ROWS), ShardFacts.count(facts, OF_ROWS)),
                facts.containsKey(ALLOWED) ? Absence.ALLOWED : Absence.REFUSED,
                (int) ShardFacts.count(facts, REPEATED),
                (int) ShardFacts.count(facts, DAMAGED)));
    }

    /** {@return that of those shards which stands first, begun when the first of them began; of one at least} */
    public static Manifest earliest(List<Manifest> shards) {
        return shards.get(0)
                .startedAt(shards.stream()
                        .map(Manifest::startedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** {@return the numbers of the shards that are not there} */
    public List<Integer> missing() {
        return IntStream.rangeClosed(1, count)
                .boxed()
                .filter(index -> !present.contains(index))
                .toList();
    }

    /** {@return how many processes asked at the same time, as far as anybody knows} */
    public int clients() {
        return present.size();
    }

    /** {@return which shards it was merged from, such as {@code merged from 4 shards}} */
    public String text() {
        String shards = count == 1 ? "1 shard" : count + " shards";
        return missing().isEmpty() ? "merged from " + shards : "merged from " + present.size() + " of " + shards;
    }

    /** {@return what whoever reads a report of it must know; why it decides nothing stands elsewhere} */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        notices.add(text()
                + (clients() == 1
                        ? ""
                        : ": times come from " + clients()
                                + " clients, perhaps on different machines; percentiles are of all answers together"));
        if (absence == Absence.ALLOWED) {
            gap().ifPresent(notices::add);
        }
        if (repeated > 0) {
            notices.add(repeated + (repeated == 1 ? " shard was" : " shards were")
                    + " given again with the same content: it counts once");
        }
        if (damaged > 0) {
            notices.add(damaged + " records of the shards' journals are damaged and left out");
        }
        return notices;
    }

    /** {@return which shards are missing and how much with them; empty if none is} */
    public Optional<String> gap() {
        List<Integer> missing = missing();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String shards = missing.size() == 1
                ? new Shard(missing.get(0), count).text() + " is missing"
                : "shards " + shown(missing) + " of " + count + " are missing";
        return Optional.of(String.format(
                Locale.ROOT, "%s: %,d of %,d rows have no result", shards, rows.of() - rows.rows(), rows.of()));
    }

    private static String shown(List<Integer> numbers) {
        String first = numbers.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return numbers.size() > MOST_SHOWN ? first + " and " + (numbers.size() - MOST_SHOWN) + " more" : first;
    }
}
