package dev.promptmeter.compare;

import dev.promptmeter.compare.BaselineHead.Asking;
import dev.promptmeter.compare.Obstacle.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Whether two runs measured the same thing in the same way. What is being tested may differ: prompt, model, parameters. */
final class Comparability {

    private static final int PERCENT_NEEDED = 80;

    private Comparability() {}

    /** {@return every condition that does not hold, or nothing} */
    static List<Obstacle> of(Baseline before, Baseline after, Pairing pairing) {
        List<Obstacle> obstacles = new ArrayList<>();
        rows(pairing).ifPresent(obstacles::add);
        addMetrics(before.head(), after.head(), obstacles);
        addChecks(before.head().judging().checks(), after.head().judging().checks(), obstacles);
        addScorers(before.head().judging().scorers(), after.head().judging().scorers(), obstacles);
        addLoad(before.head().asking(), after.head().asking(), obstacles);
        return obstacles;
    }

    /** {@return that too few cases of the baseline are paired, if so} */
    static Optional<Obstacle> rows(Pairing pairing) {
        long found = pairing.pairs().size();
        long all = pairing.ofBaseline();
        if (100 * found >= PERCENT_NEEDED * all && found > 0) {
            return Optional.empty();
        }
        String share =
                all == 0 ? "" : String.format(Locale.ROOT, " (%d %%, needed %d %%)", 100 * found / all, PERCENT_NEEDED);
        return Optional.of(new Obstacle(
                Scope.EVERYTHING,
                found + " of " + all + " baseline cases are in this run" + share + ": "
                        + pairing.removed().size() + " removed, "
                        + pairing.edited().size() + " edited, "
                        + pairing.added().size() + " added"));
    }

    private static void addMetrics(BaselineHead before, BaselineHead after, List<Obstacle> obstacles) {
        int then = before.origin().metrics();
        int now = after.origin().metrics();
        if (then != now) {
            obstacles.add(new Obstacle(
                    Scope.EVERYTHING,
                    "figures are defined otherwise: metricsVersion " + then + " then, " + now
                            + " now; compare with the run itself, or make the baseline again"));
        }
    }

    private static void addChecks(
            SortedMap<String, String> before, SortedMap<String, String> after, List<Obstacle> obstacles) {
        before.forEach((dataset, sha) -> {
            String now = after.getOrDefault(dataset, sha);
            if (!now.equals(sha)) {
                obstacles.add(new Obstacle(
                        Scope.QUALITY,
                        "the checks that the suite has for dataset '" + dataset + "' differ: " + sha + " then, " + now
                                + " now"));
            }
        });
    }

    private static void addScorers(
            SortedMap<String, String> before, SortedMap<String, String> after, List<Obstacle> obstacles) {
        var both = new TreeSet<>(before.keySet());
        both.retainAll(after.keySet());
        for (String type : both) {
            if (!before.get(type).equals(after.get(type))) {
                obstacles.add(new Obstacle(
                        Scope.QUALITY,
                        "check '" + type + "' judges otherwise: version " + before.get(type) + " then, "
                                + after.get(type) + " now"));
            }
        }
    }

    private static void addLoad(Asking before, Asking after, List<Obstacle> obstacles) {
        boolean found = before.loop().equals(Asking.AUTO) || after.loop().equals(Asking.AUTO);
        if (found || !before.load().equals(after.load())) {
            obstacles.add(new Obstacle(
                    Scope.TIMES,
                    "times were taken under another load: " + before.load() + " then, " + after.load() + " now"));
        }
    }
}
