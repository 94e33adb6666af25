package dev.promptmeter.cli;

import dev.promptmeter.suite.Assignment;
import java.util.ArrayList;
import java.util.List;

/** Flags that stand for a key of the suite, as values to be put into it: those of the environment first, so that flags win. */
final class Assignments {

    /** Flags and the keys that they stand for. */
    private static final List<Key> KEYS = List.of(
            new Key(RunFlags.CONCURRENCY, "run.concurrency"),
            new Key(RunFlags.RATE, "run.rate"),
            new Key(RunFlags.REPEAT, "run.repeat"),
            new Key(RunFlags.RETRIES, "run.retries.max"),
            new Key(RunFlags.TIMEOUT, "run.timeout"),
            new Key(RunFlags.TIMEOUT, "models.*.timeout"),
            new Key(RunFlags.WARMUP, "run.warmup"),
            new Key(RunFlags.CACHE, "run.cache"),
            new Key(RunFlags.MAYBE_BILLED, "run.retries.maybeBilled"),
            new Key(RunFlags.FAIL_FAST, "run.failFast"),
            new Key(RunFlags.NO_PREFLIGHT, "run.preflight"),
            new Key(RunFlags.FSYNC, "run.fsync"),
            new Key(RunFlags.MAX_COST, "run.maxCost"),
            new Key(RunFlags.BUDGET_UNPRICED, "run.budgetUnpriced"),
            new Key(RunFlags.MAX_DURATION, "run.maxDuration"),
            new Key(RunFlags.STRICT_PARAMS, "run.strictParams"),
            new Key(RunFlags.DELIMITER, "datasets.*.delimiter"),
            new Key(RunFlags.ENCODING, "datasets.*.encoding"));

    private record Key(Flag flag, String path) {}

    private Assignments() {}

    static List<Assignment> of(Given given) {
        List<Assignment> weak = new ArrayList<>();
        List<Assignment> strong = new ArrayList<>();
        for (String text : given.all(RunFlags.SET)) {
            (fromEnvironment(given, RunFlags.SET) ? weak : strong).add(Assignment.parse(text));
        }
        for (Key key : KEYS) {
            String value = given.find(key.flag());
            if (value != null) {
                (fromEnvironment(given, key.flag()) ? weak : strong)
                        .add(new Assignment(key.path(), written(key.flag(), value), given.origin(key.flag())));
            }
        }
        weak.addAll(strong);
        return weak;
    }

    private static boolean fromEnvironment(Given given, Flag flag) {
        return given.origin(flag).startsWith("env ");
    }

    /** A switch says what its key becomes; a text is quoted, because some delimiters mean something in YAML. */
    private static String written(Flag flag, String value) {
        if (flag == RunFlags.NO_PREFLIGHT) {
            return "false";
        }
        if (flag == RunFlags.RATE && value.indexOf('/') < 0) {
            return value + "/s";
        }
        if (flag == RunFlags.STRICT_PARAMS) {
            return "true";
        }
        if (flag == RunFlags.FAIL_FAST && value.equals(Given.BARE)) {
            return "1";
        }
        if (flag == RunFlags.MAX_COST || flag == RunFlags.BUDGET_UNPRICED) {
            return "'" + value.replace("$", "").replace(" USD", "") + " USD'";
        }
        boolean text = flag == RunFlags.DELIMITER || flag == RunFlags.ENCODING;
        return text ? "'" + value.replace("'", "''") + "'" : value;
    }
}
