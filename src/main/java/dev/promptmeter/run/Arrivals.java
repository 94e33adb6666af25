package dev.promptmeter.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When requests of an open loop start, decided before the first: the same on every JVM for the same seed.
 *
 * @param rate starts per second
 * @param process how the gaps vary
 * @param seed of the gaps
 */
public record Arrivals(StartRate rate, ArrivalProcess process, long seed) {

    /** What the names of its facts begin with. */
    public static final String FACTS = "plan.";

    /** The fact that holds the SHA-256 of the table of planned starts. */
    public static final String SHA = FACTS + "sha256";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String PROCESS = FACTS + "process";
    private static final String SHAPE = FACTS + "shape";
    private static final String FROM = FACTS + "rate";
    private static final String TO = FACTS + "rateTo";
    private static final String OVER = FACTS + "rateOverSeconds";
    private static final String SEED = FACTS + "seed";

    /** Planned starts one after the other. Not thread-safe. */
    public interface Instants {

        /** {@return the next one, nanoseconds since the first} */
        long next();
    }

    /** {@return the planned starts from the first on} */
    public Instants instants() {
        SplitMix64 random = new SplitMix64(seed);
        double[] due = {0};
        return () -> {
            double seconds = rate.secondsAt(due[0]);
            due[0] += process.gap(random::nextDouble);
            return Math.round(seconds * NANOS_PER_SECOND);
        };
    }

    /** {@return those of them that fall to that shard; all if it is null} */
    Instants instants(@Nullable Shard shard) {
        return shard == null ? instants() : shard.of(instants());
    }

    /** {@return about how long so many starts take, nanoseconds} */
    public double nanosOf(long starts) {
        return rate.secondsAt(starts) * NANOS_PER_SECOND;
    }

    /**
     * {@return all that it is made of, as a journal's opening note tells it}
     *
     * @param sha256 of the table of planned starts, hex
     */
    public Map<String, String> facts(String sha256) {
        Map<String, String> facts = new LinkedHashMap<>();
        boolean gamma = process instanceof ArrivalProcess.Gamma;
        facts.put(PROCESS, gamma ? "gamma" : process.text());
        if (process instanceof ArrivalProcess.Gamma bursts) {
            facts.put(SHAPE, String.valueOf(bursts.shape()));
        }
        facts.put(FROM, String.valueOf(rate.from()));
        if (rate.ramp()) {
            facts.put(TO, String.valueOf(rate.to()));
            facts.put(OVER, String.valueOf(rate.overSeconds()));
        }
        facts.put(SEED, String.valueOf(seed));
        facts.put(SHA, sha256);
        return facts;
    }

    /** {@return the arrivals of that note; empty if it tells of none} */
    public static Optional<Arrivals> of(Map<String, String> facts) {
        String from = facts.get(FROM);
        if (from == null) {
            return Optional.empty();
        }
        StartRate rate = new StartRate(
                Double.parseDouble(from),
                Double.parseDouble(facts.getOrDefault(TO, from)),
                Double.parseDouble(facts.getOrDefault(OVER, "0")));
        ArrivalProcess process = switch (facts.getOrDefault(PROCESS, "constant")) {
            case "poisson" -> new ArrivalProcess.Poisson();
            case "gamma" -> new ArrivalProcess.Gamma(Double.parseDouble(facts.getOrDefault(SHAPE, "1")));
            default -> new ArrivalProcess.Constant();
        };
        return Optional.of(new Arrivals(rate, process, Long.parseLong(facts.getOrDefault(SEED, "1"))));
    }

    /** {@return the same for people, such as {@code 20/s poisson}} */
    public String text() {
        return rate.text() + " " + process.text();
    }
}
