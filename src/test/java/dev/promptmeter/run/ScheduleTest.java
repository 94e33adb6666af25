package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.run.VirtualTraffic.Reply;
import dev.promptmeter.run.VirtualTraffic.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs against endpoints in trouble, on a clock of events: whatever happens, the rules of {@link TrafficRules} hold. */
@Timeout(300)
class ScheduleTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int ROWS = 120;

    /** Kinds of trouble. */
    private enum Trouble {
        STORM,
        BURSTS,
        SLOW_DRAIN,
        SILENCE,
        HERD,
        OUTAGE
    }

    /** What one schedule is made of. */
    private record Scene(String name, TestPlan plan, Server server, TrafficRules rules) {}

    @Test
    void everyScheduleKeepsTheRules() throws InterruptedException {
        long first = TestScale.seed(12);
        try (SuiteLine suite = SuiteLine.begin(12, "virtual schedules", first)) {
            for (long seed = first; seed < first + TestScale.of(100, 2_000); seed++) {
                Scene scene = scene(seed);
                var traffic = new VirtualTraffic(scene.plan().plan(), scene.server(), scene.rules());

                int results = traffic.run();

                assertThat(results).as(scene.name()).isEqualTo(2 * ROWS);
                suite.count();
            }
        }
    }

    @Test
    void plannedStartsKeepTheirPlanWhateverTheEndpointsDo() throws InterruptedException {
        long first = TestScale.seed(12);
        try (SuiteLine suite = SuiteLine.begin(12, "virtual schedules of planned starts", first)) {
            for (long seed = first; seed < first + TestScale.of(60, 2_000); seed++) {
                Scene scene = scene(seed);
                SplittableRandom random = new SplittableRandom(seed);
                int cap = random.nextInt(1, 65);
                Duration shedAfter = random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(1, 20_000));
                var arrivals =
                        new Arrivals(StartRate.of(random.nextDouble(0.5, 200)), new ArrivalProcess.Poisson(), seed);
                RunPlan plan = scene.plan()
                        .load(new Load.Open(arrivals, cap, shedAfter))
                        .plan();
                var watcher = new PlanWatcher(scene.name(), cap);

                int results = new VirtualTraffic(plan, scene.server(), watcher).run();

                assertThat(results).as(scene.name()).isEqualTo(2 * ROWS);
                suite.count();
            }
        }
    }

    /** Sees that nothing leaves before it is planned, and that no more are in flight than may be. */
    private record PlanWatcher(String name, int cap) implements VirtualTraffic.Watcher {

        @Override
        public void begins(VirtualTraffic.Sent sent, List<VirtualTraffic.Sent> beside) {
            StartGate start = sent.pending().start();
            assertThat(start).as(name).isNotNull();
            assertThat(sent.begun()).as(name).isGreaterThanOrEqualTo(start.at());
            assertThat(start.missed()).as(name + ": given up").isFalse();
            assertThat(beside.size()).as(name + ": in flight").isLessThan(cap);
        }

        @Override
        public void ended(VirtualTraffic.Sent sent, Exchange exchange, RetryRule.Decision again) {}

        @Override
        public void told(VirtualTraffic.Sent sent, long now) {}
    }

    private static Scene scene(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Trouble trouble = Trouble.values()[(int) (seed % Trouble.values().length)];
        int slots = trouble == Trouble.HERD ? 256 : random.nextInt(1, 65);
        int perModel = random.nextInt(1, slots + 1);
        Double rate = trouble == Trouble.SLOW_DRAIN ? (Double) (double) random.nextInt(6, 600) : null;
        String name = trouble + ", seed " + seed;
        TestPlan plan = TestPlan.asking(new ScriptedEndpoint())
                .rows(ROWS)
                .models("a", "b")
                .seed(seed)
                .slots(slots)
                .slotsPerModel(perModel)
                .pace(rate, random.nextBoolean() ? null : (Long) random.nextLong(5_000, 500_000));
        double starts = rate == null ? Double.POSITIVE_INFINITY : rate;
        return new Scene(name, plan, server(trouble, random), new TrafficRules(name, slots, perModel, starts));
    }

    private static Server server(Trouble trouble, SplittableRandom random) {
        return switch (trouble) {
            case STORM -> new Limited(random);
            case BURSTS -> bursts(random);
            case SLOW_DRAIN -> {
                int slowest = random.nextInt(20, 20_000);
                yield (pending, now) -> new Reply(ok("Paris"), Duration.ofMillis(random.nextInt(10, slowest)));
            }
            case SILENCE ->
                (pending, now) -> random.nextInt(100) < 85
                        ? new Reply(failing(FailureKind.TIMEOUT), Duration.ofSeconds(60))
                        : new Reply(ok("Paris"), Duration.ofMillis(50));
            case HERD -> herd();
            case OUTAGE -> outage(random);
        };
    }

    /** Lets so many a second through and refuses the rest, sometimes with a time. */
    private static final class Limited implements Server {

        private final SplittableRandom random;
        private final double perSecond;
        private double level = 5;
        private long asOf;

        Limited(SplittableRandom random) {
            this.random = random;
            this.perSecond = random.nextInt(1, 50);
        }

        @Override
        public Reply reply(Pending pending, long now) {
            level = Math.min(5, level + (now - asOf) / 1e9 * perSecond);
            asOf = now;
            Duration soon = Duration.ofMillis(random.nextInt(5, 300));
            if (level >= 1) {
                level--;
                return new Reply(ok("Paris"), soon);
            }
            boolean told = random.nextInt(3) > 0;
            String rate = told
                    ? failing(FailureKind.RATE, Duration.ofMillis(random.nextInt(1, 20_000)))
                    : failing(FailureKind.RATE);
            return new Reply(rate, soon);
        }
    }

    private static Server bursts(SplittableRandom random) {
        FailureKind[] kinds = {
            FailureKind.SERVER,
            FailureKind.TIMEOUT,
            FailureKind.RESET,
            FailureKind.STALE_CONNECTION,
            FailureKind.RATE,
            FailureKind.CONNECT,
            FailureKind.LOCAL_LIMIT,
            FailureKind.TRUNCATED
        };
        return (pending, now) -> {
            boolean burst = now / (5 * SECOND) % 3 == 1;
            boolean bad = random.nextInt(100) < (burst ? 70 : 3);
            String reply = bad ? failing(kinds[random.nextInt(kinds.length)]) : ok("Paris");
            return new Reply(reply, Duration.ofMillis(random.nextInt(5, 2_000)));
        };
    }

    private static Server herd() {
        int[] asked = {0};
        return (pending, now) -> {
            boolean first = asked[0]++ == 0;
            return new Reply(
                    first ? failing(FailureKind.RATE, Duration.ofSeconds(5)) : ok("Paris"), Duration.ofMillis(10));
        };
    }

    /** Down for a while, or for ever. */
    private static Server outage(SplittableRandom random) {
        long from = random.nextLong(0, 5 * SECOND);
        long to = from + random.nextLong(SECOND, 200 * SECOND);
        FailureKind kind = random.nextBoolean() ? FailureKind.SERVER : FailureKind.CONNECT;
        return (pending, now) -> {
            boolean down = now >= from && now < to;
            return new Reply(down ? failing(kind) : ok("Paris"), Duration.ofMillis(random.nextInt(5, 500)));
        };
    }

    @Test
    void aHerdComesBackOneByOneAfterItsWait() throws InterruptedException {
        TrafficRules rules = new TrafficRules("herd", 256, 256, Double.POSITIVE_INFINITY);
        TestPlan plan =
                TestPlan.asking(new ScriptedEndpoint()).rows(1_000).slots(256).models("a");
        var traffic = new VirtualTraffic(plan.plan(), herd(), rules);

        traffic.run();

        // 256 starts one by one after a wait of 5 s and up to a tenth more, then the rest in a moment.
        assertThat(traffic.nanos()).isBetween(5 * SECOND + 255 * SECOND / 20, 6 * SECOND + 256 * SECOND / 20);
        assertThat(traffic.events())
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(CourseEvent.Kind.PAUSE));
    }

    @Test
    void afterAWaitForAllWorkersNoTenthOfThemComesBackWithinATenthOfASecond() throws InterruptedException {
        int workers = 256;
        List<Long> starts = new ArrayList<>();
        Server refusing = (pending, now) -> {
            starts.add(now);
            boolean refused = starts.size() <= workers;
            return new Reply(
                    refused ? failing(FailureKind.RATE, Duration.ofSeconds(5)) : ok("Paris"), Duration.ofMillis(10));
        };
        TestPlan plan = TestPlan.asking(new ScriptedEndpoint())
                .rows(1_000)
                .slots(workers)
                .models("a");
        TrafficRules rules = new TrafficRules("refused", workers, workers, Double.POSITIVE_INFINITY);

        new VirtualTraffic(plan.plan(), refusing, rules).run();

        List<Long> restarts = starts.subList(workers, 2 * workers);
        long refused = Duration.ofMillis(10).toNanos();
        assertThat(starts.subList(0, workers)).containsOnly(0L);
        assertThat(restarts.get(0)).isGreaterThanOrEqualTo(refused + 5 * SECOND);
        assertThat(restarts)
                .allSatisfy(from -> assertThat(restarts.stream()
                                .filter(start -> start >= from && start < from + SECOND / 10)
                                .count())
                        .isLessThanOrEqualTo(workers / 10));
    }

    @Test
    void anEndpointThatIsDownForAMinuteCostsNoCase() throws InterruptedException {
        TrafficRules rules = new TrafficRules("down", 8, 8, Double.POSITIVE_INFINITY);
        TestPlan plan =
                TestPlan.asking(new ScriptedEndpoint()).rows(200).slots(8).models("a");
        Server server = (pending, now) -> {
            boolean down = now > SECOND && now < 40 * SECOND;
            return new Reply(down ? failing(FailureKind.SERVER) : ok("Paris"), Duration.ofMillis(100));
        };
        var traffic = new VirtualTraffic(plan.plan(), server, rules);

        traffic.run();

        assertThat(rules.answers()).isEqualTo(200);
        assertThat(rules.probes()).isEqualTo(2);
        assertThat(traffic.events())
                .extracting(CourseEvent::text)
                .containsExactly("it fails and is left alone for 30 s", "it still fails", "it answers again");
    }
}
