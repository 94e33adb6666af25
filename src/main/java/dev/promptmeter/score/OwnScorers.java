package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The scorers that users brought along on the class path, found by {@link ServiceLoader}, and what was wrong with others. */
final class OwnScorers {

    /** What their names begin with. */
    static final String PREFIX = "java:";

    private static final Pattern NAME = Pattern.compile(PREFIX + "[a-z0-9][a-z0-9.-]{0,60}");
    private static final int MOST = 1_000;

    private final SideThreads threads = new SideThreads("own-check", SideThreads.Counting.CLOCK);
    private final Map<String, Scorer> scorers = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private OwnScorers() {}

    /** {@return what the class path holds now} */
    static OwnScorers load() {
        OwnScorers own = new OwnScorers();
        Iterator<Scorer> found = ServiceLoader.load(Scorer.class).iterator();
        // A broken entry is passed over by asking again; the count bounds what a broken file could make of that.
        for (int i = 0; i < MOST && own.next(found); i++) {}
        return own;
    }

    private boolean next(Iterator<Scorer> found) {
        try {
            if (!found.hasNext()) {
                return false;
            }
            add(found.next());
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            faults.add(Excerpt.limit(Excerpt.visible(String.valueOf(e.getMessage())), Excerpt.REASON));
        }
        return true;
    }

    private void add(Scorer scorer) {
        String name = scorer.help().name();
        String where = scorer.getClass().getName();
        if (!NAME.matcher(name).matches()) {
            faults.add(where + " has the name " + Excerpt.of(name) + "; a name is java: and up to 61 of a-z 0-9 . -");
        } else if (scorers.putIfAbsent(name, new OwnScorer(scorer, threads)) != null) {
            faults.add(where + " has the name " + name + ", which another class has");
        }
    }

    /** {@return those that can be used, by name} */
    Map<String, Scorer> all() {
        return scorers;
    }

    /** {@return what was wrong with others; empty if nothing was} */
    Optional<String> faults() {
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }

    CheckException unknown(String type) {
        String known = scorers.isEmpty() ? "none is installed" : "known: " + String.join(", ", scorers.keySet());
        String broken = faults().map(all -> "; not usable: " + all).orElse("");
        return new CheckException("PM-1401", "unknown custom check '" + type + "'; " + known + broken);
    }
}
