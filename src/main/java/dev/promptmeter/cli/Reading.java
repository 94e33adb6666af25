package dev.promptmeter.cli;

import dev.promptmeter.run.Model.Delivery;
import dev.promptmeter.run.Selection.Sample;
import dev.promptmeter.suite.Assignment;
import dev.promptmeter.suite.DirectMode;
import dev.promptmeter.suite.Environment;
import dev.promptmeter.suite.Suite;
import dev.promptmeter.suite.SuiteOptions;
import dev.promptmeter.suite.SuiteOptions.Allowance;
import dev.promptmeter.suite.SuiteOptions.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a suite file, or the flags of direct mode, with everything the command line says beside it. */
final class Reading {

    static final String DEFAULT_SUITE = "promptmeter.yaml";

    private final String word;
    private final Given given;
    private final Environment environment;
    private final List<Assignment> extra;

    private Reading(String word, Given given, Environment environment, List<Assignment> extra) {
        this.word = word;
        this.given = FailedCases.named(given);
        this.environment = environment;
        this.extra = List.copyOf(extra);
    }

    /**
     * {@return what reads the suite or dataset of that name}
     *
     * @param topics flags whose environment twins count, also those in the files of variables
     */
    static Reading of(String word, Given given, List<Topic> topics, Map<String, String> process) {
        Given withTwins = given.with(process, topics);
        Environment environment = EnvironmentFiles.read(word, withTwins.find(RunFlags.ENV_FILE), process);
        return new Reading(word, withTwins.with(environment.all(), topics), environment, List.of());
    }

    /** {@return the same with further values put into the suite, which win over all others} */
    Reading with(List<Assignment> more) {
        return new Reading(word, given, environment, more);
    }

    /** {@return the command line with its twins, those of {@code .env} included} */
    Given given() {
        return given;
    }

    /** {@return whether that word names a dataset and not a suite} */
    static boolean dataset(String word) {
        return DirectMode.takes(word);
    }

    /** {@return what was named: a suite file, a dataset, or {@code -}} */
    String word() {
        return word;
    }

    /**
     * {@return the suite}
     *
     * @param standardInput a file with what {@code -} stands for; null if nothing was read
     */
    Suite suite(@Nullable Path standardInput) {
        SuiteOptions options = options(standardInput);
        if (dataset(word)) {
            return directMode().suite(options);
        }
        refuseDirectFlags();
        Path file = Path.of(word);
        if (!Files.exists(file)) {
            throw new CliException("PM-1010", "no suite: " + word + " does not exist. Start one: promptmeter init");
        }
        return Suite.read(file, options);
    }

    private void refuseDirectFlags() {
        for (Flag flag : given.among(RunFlags.DIRECT)) {
            String name = "'" + flag.name() + "'";
            throw new CliException(
                    "PM-1005",
                    flag == RunFlags.MODEL
                            ? name + " chooses a model in direct mode; with a suite use -k 'm:NAME'"
                            : name
                                    + " belongs to direct mode, promptmeter run DATA.csv; with a suite use --set PATH=VALUE");
        }
    }

    private DirectMode directMode() {
        return new DirectMode(
                word,
                given.find(RunFlags.MODEL),
                given.find(RunFlags.BASE_URL),
                given.find(RunFlags.API_KEY_ENV),
                given.find(RunFlags.PRESET),
                given.find(RunFlags.PROMPT_FILE),
                given.find(RunFlags.SYSTEM),
                pairs(given.all(RunFlags.PARAM)),
                given.has(RunFlags.STREAM) ? Delivery.STREAM : Delivery.PLAIN,
                given.all(RunFlags.GATE));
    }

    private SuiteOptions options(@Nullable Path standardInput) {
        List<Assignment> assignments = new ArrayList<>(Assignments.of(given));
        assignments.addAll(extra);
        String certificates = given.find(RunFlags.CA_CERT);
        return new SuiteOptions(
                environment,
                given.all(RunFlags.PROFILE),
                assignments,
                pairs(given.all(RunFlags.VAR)),
                rows(),
                allowances(),
                standardInput,
                certificates == null ? null : Path.of(certificates));
    }

    private Rows rows() {
        String limit = given.find(RunFlags.LIMIT);
        String sample = given.find(RunFlags.SAMPLE);
        if (limit != null && sample != null) {
            throw new CliException("PM-1006", "'--limit' and '--sample' exclude each other");
        }
        return new Rows(
                given.all(RunFlags.FILTER),
                limit == null ? null : Integer.valueOf(limit),
                sample == null ? null : sample(sample),
                FailedCases.of(given),
                RunFlags.shard(given));
    }

    private static Sample sample(String text) {
        String[] parts = text.split(",", 2);
        return new Sample(Integer.parseInt(parts[0]), parts.length == 1 ? 1 : Long.parseLong(parts[1]));
    }

    private Set<Allowance> allowances() {
        Set<Allowance> allowances = EnumSet.noneOf(Allowance.class);
        if (given.has(RunFlags.ALLOW_OUTSIDE)) {
            allowances.add(Allowance.OUTSIDE_FILES);
        }
        if (given.has(RunFlags.ALLOW_PLAIN_HTTP)) {
            allowances.add(Allowance.PLAIN_HTTP);
        }
        if (given.has(RunFlags.ALLOW_EMPTY_PROMPT)) {
            allowances.add(Allowance.EMPTY_PROMPT);
        }
        return allowances;
    }

    /** {@return texts of the form {@code NAME=VALUE} as a map; of equal names the last wins} */
    static Map<String, String> pairs(List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            pairs.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return pairs;
    }
}
