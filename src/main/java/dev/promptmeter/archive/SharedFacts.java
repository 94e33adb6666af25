package dev.promptmeter.archive;

import dev.promptmeter.run.Arrivals;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The facts of several shards as those of the run that they make together. */
public final class SharedFacts {

    private static final int MOST_SHOWN = 4;

    private SharedFacts() {}

    /** {@return what they have in common, and of their machines all there is; what belongs to one shard alone is left out} */
    public static Map<String, String> of(List<Manifest> shards) {
        Map<String, String> shared = new LinkedHashMap<>();
        shards.forEach(each -> each.environment().keySet().forEach(fact -> {
            Set<String> values = values(shards, fact);
            if (!ofOneShard(fact) && (values.size() == 1 || Manifest.aboutMachine(fact))) {
                shared.put(fact, shown(values));
            }
        }));
        return shared;
    }

    /** The table of planned starts is that of the shard. */
    private static boolean ofOneShard(String fact) {
        return fact.startsWith(ShardFacts.FACTS) || fact.equals(Arrivals.SHA);
    }

    private static Set<String> values(List<Manifest> shards, String fact) {
        return shards.stream()
                .map(each -> each.environment().get(fact))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String shown(Set<String> values) {
        String first = values.stream().limit(MOST_SHOWN).collect(Collectors.joining(" | "));
        return values.size() > MOST_SHOWN ? first + " and " + (values.size() - MOST_SHOWN) + " more" : first;
    }
}
