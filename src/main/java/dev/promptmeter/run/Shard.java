package dev.promptmeter.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a run, each carried out by a process of its own. A row belongs to a shard by the hash of its id, so that all
 * its prompts, models and repeats stay together and a row that is added moves no other.
 *
 * @param index which of them, from 1
 * @param count how many there are, 1 to 10,000
 */
public record Shard(int index, int count) {

    /** The most shards that a run is split into. */
    public static final int MOST = 10_000;

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,4})/([1-9]\\d{0,4})");

    /** Refuses numbers out of range. */
    public Shard {
        if (index < 1 || index > count || count > MOST) {
            throw new IllegalArgumentException("not a shard: " + index + "/" + count);
        }
    }

    /** {@return the shard that is written {@code 2/4}; empty if that is none} */
    public static Optional<Shard> of(String written) {
        Matcher numbers = WRITTEN.matcher(written);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(numbers.group(1));
        int count = Integer.parseInt(numbers.group(2));
        return index <= count && count <= MOST ? Optional.of(new Shard(index, count)) : Optional.empty();
    }

    /** {@return whether that row is one of its own} */
    public boolean holds(String dataset, String row) {
        return indexOf(dataset, row, count) == index;
    }

    /** {@return which of so many shards that row belongs to, from 1} */
    public static int indexOf(String dataset, String row, int count) {
        return count == 1 ? 1 : (int) Long.remainderUnsigned(RowHash.of("shard", dataset, row), count) + 1;
    }

    /** {@return the same as one writes it, {@code 2/4}} */
    public String written() {
        return index + "/" + count;
    }

    /** {@return the same for people, {@code shard 2 of 4}} */
    public String text() {
        return "shard " + index + " of " + count;
    }

    /** {@return those of the planned starts of the whole run that are its own: every so many-th} */
    Arrivals.Instants of(Arrivals.Instants all) {
        skip(all, index - 1);
        boolean[] begun = {false};
        return () -> {
            skip(all, begun[0] ? count - 1 : 0);
            begun[0] = true;
            return all.next();
        };
    }

    private static void skip(Arrivals.Instants instants, int starts) {
        for (int i = 0; i < starts; i++) {
            instants.next();
        }
    }
}
