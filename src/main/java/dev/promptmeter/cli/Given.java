package dev.promptmeter.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a command line, and behind it in the environment: a flag wins over its twin. Immutable.
 *
 * <p>Each flag is one object, so it is found by identity: to compare all its parts would cost a small run a noticeable time.
 */
final class Given {

    /** What a flag without a value has been given as. */
    static final String BARE = "";

    private static final Set<String> ON = Set.of("true", "on", "yes", "1");
    private static final Set<String> OFF = Set.of("false", "off", "no", "0");

    private final Map<Flag, List<String>> values;
    private final Map<Flag, String> origins;
    private final List<String> words;

    private Given(Map<Flag, List<String>> values, Map<Flag, String> origins, List<String> words) {
        this.values = Collections.unmodifiableMap(values);
        this.origins = Collections.unmodifiableMap(origins);
        this.words = List.copyOf(words);
    }

    /**
     * {@return the command line as it stands}
     *
     * @throws CliException if a flag is not supported yet, contradicts itself or has a value that will not do
     */
    static Given of(Map<Flag, List<String>> given, List<String> words) {
        Map<Flag, String> origins = new IdentityHashMap<>();
        given.forEach((flag, values) -> {
            check(flag, values, "'" + flag.name() + "'");
            origins.put(flag, "flag " + flag.name());
        });
        return new Given(new IdentityHashMap<>(given), origins, words);
    }

    private static void check(Flag flag, List<String> values, String shown) {
        if (!flag.ready()) {
            throw new CliException("PM-1001", shown + " is not yet supported");
        }
        Set<String> different = new TreeSet<>(values);
        if (flag.kind() != Flag.Kind.LIST && flag.kind() != Flag.Kind.SWITCH && different.size() > 1) {
            throw new CliException(
                    "PM-1002",
                    "option " + shown + " is given twice with different values: "
                            + String.join(" and ", new LinkedHashSet<>(values)));
        }
        for (String value : values) {
            boolean bare = value.equals(BARE) && (flag.kind() == Flag.Kind.OPTIONAL || flag.kind() == Flag.Kind.SWITCH);
            if (!bare && !flag.rule().accepts().test(value)) {
                throw unfit(value, shown, flag.rule().expected());
            }
        }
    }

    private static CliException unfit(String value, String shown, String expected) {
        return new CliException("PM-1003", "'" + value + "' is not a valid value for " + shown + ": " + expected);
    }

    /**
     * {@return the same with the environment twins of flags that are not given; an empty variable says nothing}
     *
     * @throws CliException if a twin has a value that will not do
     */
    Given with(Map<String, String> environment, List<Topic> topics) {
        Map<Flag, List<String>> all = new IdentityHashMap<>(values);
        Map<Flag, String> from = new IdentityHashMap<>(origins);
        for (Topic topic : topics) {
            for (Flag flag : topic.flags()) {
                String value = environment.getOrDefault(flag.variable(), "");
                if (!value.isEmpty() && !values.containsKey(flag)) {
                    add(flag, value, all);
                    from.put(flag, "env " + flag.variable());
                }
            }
        }
        return new Given(all, from, words);
    }

    private static void add(Flag flag, String value, Map<Flag, List<String>> all) {
        String shown = "'" + flag.name() + "' (" + flag.variable() + ")";
        if (flag.kind() != Flag.Kind.SWITCH) {
            check(flag, List.of(value), shown);
            all.put(flag, List.of(value));
        } else if (ON.contains(value)) {
            check(flag, List.of(), shown);
            all.put(flag, List.of(BARE));
        } else if (!OFF.contains(value)) {
            throw unfit(value, shown, "true or false");
        }
    }

    /** {@return the same without that flag} */
    Given without(Flag flag) {
        Map<Flag, List<String>> others = new IdentityHashMap<>(values);
        others.remove(flag);
        return new Given(others, origins, words);
    }

    /** {@return the same, with the words of another command line and, where they are not given here, those flags of it} */
    Given behind(Given other, List<Flag> flags) {
        Map<Flag, List<String>> all = new IdentityHashMap<>(values);
        Map<Flag, String> from = new IdentityHashMap<>(origins);
        for (Flag flag : other.among(flags)) {
            all.putIfAbsent(flag, other.all(flag));
            from.putIfAbsent(flag, other.origin(flag));
        }
        return new Given(all, from, other.words());
    }

    /**
     * {@return the same with its words and the values of those flags, which name files, as seen from that folder}
     *
     * @param except a word that names none
     */
    Given from(Path folder, List<Flag> files, String except) {
        Map<Flag, List<String>> all = new IdentityHashMap<>(values);
        files.forEach(flag -> all.computeIfPresent(flag, (same, named) -> resolved(folder, named, except)));
        return new Given(all, origins, resolved(folder, words, except));
    }

    private static List<String> resolved(Path folder, List<String> named, String except) {
        return named.stream()
                .map(name -> name.equals(except) ? name : folder.resolve(name).toString())
                .toList();
    }

    /** {@return the same with that value of a flag that is given} */
    Given saying(Flag flag, String value) {
        Map<Flag, List<String>> all = new IdentityHashMap<>(values);
        all.put(flag, List.of(value));
        return new Given(all, origins, words);
    }

    /** {@return the same with that word and without those flags} */
    Given naming(String word, List<Flag> without) {
        Map<Flag, List<String>> left = new IdentityHashMap<>(values);
        without.forEach(left::remove);
        return new Given(left, origins, List.of(word));
    }

    /** {@return whether the flag is given at all} */
    boolean has(Flag flag) {
        return values.containsKey(flag);
    }

    /** {@return how often the flag is given} */
    int count(Flag flag) {
        return all(flag).size();
    }

    /** {@return its value, {@link #BARE} where that was left out; null if the flag is not given} */
    @Nullable
    String find(Flag flag) {
        List<String> all = all(flag);
        return all.isEmpty() ? null : all.get(0);
    }

    /** {@return all its values in the order given} */
    List<String> all(Flag flag) {
        return values.getOrDefault(flag, List.of());
    }

    /** {@return who gave it, such as {@code flag --repeat} or {@code env PROMPTMETER_REPEAT}} */
    String origin(Flag flag) {
        return origins.getOrDefault(flag, "default");
    }

    /** {@return those of these flags that are given} */
    List<Flag> among(List<Flag> flags) {
        return flags.stream().filter(this::has).toList();
    }

    /** {@return what stands behind the flags} */
    List<String> words() {
        return words;
    }
}
