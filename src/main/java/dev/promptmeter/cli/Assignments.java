package dev.promptmeter.cli;

import dev.promptmeter.suite.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flags that stand for a key of the suite, as values to be put into it: those of the environment first, so that flags win. */
final class Assignments {

    private static final Map<Flag, List<String>> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put(RunFlags.CONCURRENCY, List.of("run.concurrency"));
        PATHS.put(RunFlags.REPEAT, List.of("run.repeat"));
        PATHS.put(RunFlags.RETRIES, List.of("run.retries.max"));
        PATHS.put(RunFlags.TIMEOUT, List.of("run.timeout", "models.*.timeout"));
        PATHS.put(RunFlags.WARMUP, List.of("run.warmup"));
        PATHS.put(RunFlags.MAYBE_BILLED, List.of("run.retries.maybeBilled"));
        PATHS.put(RunFlags.FAIL_FAST, List.of("run.failFast"));
        PATHS.put(RunFlags.NO_PREFLIGHT, List.of("run.preflight"));
        PATHS.put(RunFlags.MAX_DURATION, List.of("run.maxDuration"));
        PATHS.put(RunFlags.STRICT_PARAMS, List.of("run.strictParams"));
        PATHS.put(RunFlags.DELIMITER, List.of("datasets.*.delimiter"));
        PATHS.put(RunFlags.ENCODING, List.of("datasets.*.encoding"));
    }

    private Assignments() {}

    static List<Assignment> of(Given given) {
        List<Assignment> weak = new ArrayList<>();
        List<Assignment> strong = new ArrayList<>();
        for (String text : given.all(RunFlags.SET)) {
            (fromEnvironment(given, RunFlags.SET) ? weak : strong).add(Assignment.parse(text));
        }
        PATHS.forEach((flag, paths) -> {
            String value = given.find(flag);
            if (value != null) {
                List<Assignment> list = fromEnvironment(given, flag) ? weak : strong;
                paths.forEach(path -> list.add(new Assignment(path, written(flag, value), given.origin(flag))));
            }
        });
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
        if (flag == RunFlags.STRICT_PARAMS) {
            return "true";
        }
        if (flag == RunFlags.FAIL_FAST && value.equals(Given.BARE)) {
            return "1";
        }
        boolean text = flag == RunFlags.DELIMITER || flag == RunFlags.ENCODING;
        return text ? "'" + value.replace("'", "''") + "'" : value;
    }
}
