package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.TestScale;
import dev.promptmeter.gate.GatePlan.Chance;
import dev.promptmeter.gate.GatePlan.OfMargin;
import dev.promptmeter.stats.Decision;
import dev.promptmeter.stats.NonInferiority;
import dev.promptmeter.stats.PairedPasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gate would say is foreseen before anything is paid for. */
class GatePlanTest {

    private static final GateParser PARSER = new GateParser(new KnownNames(Set.of("tone"), Set.of()));

    private static GatePlan plan(String expression, long cases, double discordance) {
        return GatePlan.of(PARSER.parse(GateSpec.of(expression, 1)), cases, cases, discordance);
    }

    private static GatePlan.OfShare share(Confidence confidence, String expression, long cases) {
        var spec = new GateSpec(expression, null, confidence, null, null, Severity.FAIL, null, 1);
        return (GatePlan.OfShare) GatePlan.of(PARSER.parse(spec), cases, cases, 0.1);
    }

    private static OfMargin margin(String expression, long cases, double discordance) {
        return (OfMargin) plan(expression, cases, discordance);
    }

    @ParameterizedTest(name = "{0} cases")
    @CsvSource({
        "50, 7.9, 11.1, 15.7",
        "100, 5.6, 7.9, 11.1",
        "200, 3.9, 5.6, 7.9",
        "500, 2.5, 3.5, 5.0",
        "1000, 1.8, 2.5, 3.5"
    })
    void theDropThatIsFoundIsTheMarginAndTheDetectableEffect(int cases, double at5, double at10, double at20) {
        String gate = "passRate >= baseline - 3pp";

        assertThat(100 * margin(gate, cases, 0.05).detectable() - 3).isCloseTo(at5, within(0.05));
        assertThat(100 * margin(gate, cases, 0.10).detectable() - 3).isCloseTo(at10, within(0.05));
        assertThat(100 * margin(gate, cases, 0.20).detectable() - 3).isCloseTo(at20, within(0.05));
    }

    @ParameterizedTest(name = "discordance {0}")
    @CsvSource({"0.05, 773, 344, 124, 31", "0.10, 1546, 687, 248, 62", "0.20, 3092, 1374, 495, 124"})
    void casesToSettleAreThoseOfTheTable(double discordance, long two, long three, long five, long ten) {
        assertThat(margin("passRate >= baseline - 2pp", 400, discordance).toSettle())
                .isEqualTo(two);
        assertThat(margin("passRate >= baseline - 3pp", 400, discordance).toSettle())
                .isEqualTo(three);
        assertThat(margin("passRate >= baseline - 5pp", 400, discordance).toSettle())
                .isEqualTo(five);
        assertThat(margin("passRate >= baseline - 10pp", 400, discordance).toSettle())
                .isEqualTo(ten);
    }

    @Test
    void whereHardlyAnythingFlipsTheMarginAloneAsksForCases() {
        assertThat(margin("passRate >= baseline - 2pp", 400, 0.001).toSettle()).isEqualTo(133);
        assertThat(margin("passRate >= baseline - 5pp", 400, 0).toSettle()).isEqualTo(52);
    }

    @Test
    void aMarginOfThreePointsWithFourHundredCases() {
        OfMargin plan = margin("passRate >= baseline - 3pp", 400, 0.1);

        assertThat(plan.redWithoutCause()).isCloseTo(0.0002, within(0.00005));
        assertThat(plan.unchanged().green()).isCloseTo(0.59, within(0.005));
        assertThat(plan.drops()).extracting(Chance::truth).containsExactly(0.05, 0.08, 0.10);
        assertThat(plan.drops().get(0).red()).isCloseTo(0.38, within(0.005));
        assertThat(plan.drops().get(1).red()).isCloseTo(0.97, within(0.005));
        assertThat(plan.drops().get(2).red()).isGreaterThan(0.999);
        assertThat(plan.quietMargin()).isNull();
    }

    @Test
    void withoutAMarginTheGateIsRedNowAndThenAndAQuietOneIsNamed() {
        OfMargin plan = margin("passRate >= baseline", 100, 0.1);

        assertThat(plan.redWithoutCause()).isBetween(0.03, 0.06);
        assertThat(plan.toSettle()).isNull();
        assertThat(plan.quietMargin()).isEqualTo(0.025);
    }

    @Test
    void manyCasesAreApproximatedAndSaidToBe() {
        assertThat(margin("passRate >= baseline - 3pp", 1_000, 0.1).exact()).isEqualTo(OfMargin.Sums.EXACT);
        assertThat(margin("passRate >= baseline - 3pp", 1_001, 0.1).exact()).isEqualTo(OfMargin.Sums.NORMAL);
    }

    @Test
    void whatIsBetterTheLowerItIsHasTheSameChances() {
        OfMargin rises = margin("errorRate <= baseline + 3pp", 400, 0.1);

        assertThat(rises.margin()).isEqualTo(0.03);
        assertThat(rises.unchanged())
                .isEqualTo(margin("passRate >= baseline - 3pp", 400, 0.1).unchanged());
    }

    /** Acceptance: what a plan says of its gates agrees with what simulated runs come to. */
    @ParameterizedTest(name = "{0} cases")
    @ValueSource(ints = {60, 150})
    void simulatedRunsEndAsThePlanSays(int cases) {
        OfMargin plan = margin("passRate >= baseline - 5pp", cases, 0.1);
        List<Chance> chances = new ArrayList<>(plan.drops());
        chances.add(plan.unchanged());
        int runs = TestScale.of(3_000, 50_000);
        var random = new SplittableRandom(TestScale.seed(11));

        for (Chance chance : chances) {
            int red = 0;
            int green = 0;
            for (int run = 0; run < runs; run++) {
                Decision decision = new NonInferiority(0.05, 0.05)
                        .decision(flips(random, cases, chance.truth()))
                        .orElseThrow();
                red += decision == Decision.FAIL ? 1 : 0;
                green += decision == Decision.PASS ? 1 : 0;
            }
            assertThat((double) red / runs).isCloseTo(chance.red(), within(0.03));
            assertThat((double) green / runs).isCloseTo(chance.green(), within(0.03));
        }
    }

    /** A tenth of the cases flip, or as many as the drop is large. */
    private static PairedPasses flips(SplittableRandom random, int cases, double drop) {
        double discordance = Math.max(0.1, drop);
        int improved = 0;
        int worsened = 0;
        for (int i = 0; i < cases; i++) {
            double draw = random.nextDouble();
            improved += draw < (discordance - drop) / 2 ? 1 : 0;
            worsened += draw > 1 - (discordance + drop) / 2 ? 1 : 0;
        }
        return new PairedPasses(improved, worsened, cases);
    }

    @Test
    void aFloorIsMetByChanceAsOftenAsTheBinomialSays() {
        GatePlan.OfShare plan = share(Confidence.POINT, "passRate >= 95%", 400);

        assertThat(plan.chances())
                .extracting(chance -> Math.round(100 * chance.green()))
                .containsExactly(99L, 56L, 7L);
        assertThat(plan.proofs()).extracting(GatePlan.Proof::cases).containsExactly(601L, 234L);
        assertThat(plan.interval().lower()).isCloseTo(0.924, within(0.0005));
        assertThat(plan.interval().upper()).isCloseTo(0.9674, within(0.0005));
    }

    @Test
    void aFloorNearTheTruthIsExpensiveToProve() {
        GatePlan.OfShare plan = share(Confidence.PROVE, "passRate >= 90%", 400);

        assertThat(plan.proofs()).containsExactly(new GatePlan.Proof(0.92, 1290L), new GatePlan.Proof(0.93, 549L));
        assertThat(plan.chances().get(1).green()).isLessThan(0.05);
        assertThat(plan.chances().get(1).red()).isLessThan(0.05);
    }

    @Test
    void aCeilingIsAFloorUnderTheRest() {
        GatePlan.OfShare ceiling = share(Confidence.POINT, "errorRate <= 5%", 400);
        GatePlan.OfShare floor = share(Confidence.POINT, "passRate >= 95%", 400);

        assertThat(ceiling.chances())
                .extracting(Chance::green)
                .isEqualTo(floor.chances().stream().map(Chance::green).toList());
        assertThat(ceiling.chances().get(0).truth()).isCloseTo(0.03, within(1e-12));
    }

    @Test
    void strictlyMoreNeedsOneCaseMore() {
        GatePlan.OfShare atLeast = share(Confidence.POINT, "passRate >= 95%", 20);
        GatePlan.OfShare above = share(Confidence.POINT, "passRate > 95%", 20);

        // 19 of 20 are 95 %: all but one may do, or all must.
        assertThat(atLeast.chances().get(1).green()).isCloseTo(0.7358, within(0.0001));
        assertThat(above.chances().get(1).green()).isCloseTo(Math.pow(0.95, 20), within(1e-9));
    }

    @Test
    void everyCaseMustPassOnlyWhereEveryCaseDoes() {
        GatePlan.OfShare plan = share(Confidence.POINT, "passRate >= 100%", 20);

        assertThat(plan.chances().get(1)).satisfies(chance -> {
            assertThat(chance.truth()).isEqualTo(0.99);
            // 18 % red for 20 cases at 99 %.
            assertThat(chance.red()).isCloseTo(0.182, within(0.0005));
        });
        assertThat(plan.proofs()).isEmpty();
    }

    @Test
    void aPercentileNeedsCalls() {
        assertThat(plan("latency.p95 < 5s", 12, 0.1)).isInstanceOfSatisfying(GatePlan.OfTimes.class, times -> {
            assertThat(times.shownFrom()).isEqualTo(20);
            assertThat(times.upperBound()).isEqualTo(59);
            assertThat(times.bothEnds()).isEqualTo(72);
        });
    }

    @Test
    void aCountOfRegressionsIsRedByChance() {
        // One of 20 cases worsens with 5 %.
        assertThat(plan("regressions == 0", 20, 0.1).redWithoutCause()).isCloseTo(1 - Math.pow(0.95, 20), within(1e-9));
        assertThat(plan("regressions <= 20", 20, 0.1).redWithoutCause()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"metric.tone.mean >= 0.5", "passRate >= baseline * 0.98", "cost.total < 3 USD", "passRate >= 0%"
            })
    void whatIsNotForeseenSaysWhy(String expression) {
        assertThat(plan(expression, 100, 0.1))
                .isInstanceOfSatisfying(
                        GatePlan.Unforeseen.class,
                        plan -> assertThat(plan.why()).isNotBlank());
    }

    @Test
    void fewerCasesThanTheGateAsksForAreSaidToBeTooFew() {
        var spec = new GateSpec("passRate >= 99%", null, null, null, 1000, Severity.FAIL, null, 1);

        GatePlan plan = GatePlan.of(PARSER.parse(spec), 400, 400, 0.1);

        assertThat(((GatePlan.Unforeseen) plan).why())
                .isEqualTo("INVALID (TOO_FEW): minSamples asks for 1,000, now 400");
    }

    @Test
    void fewerThanTwentyCasesNeverPassBesideABaseline() {
        assertThat(margin("passRate >= baseline - 99pp", 19, 0.1).unchanged().green())
                .isZero();
        assertThat(margin("passRate >= baseline - 99pp", 20, 0.1).unchanged().green())
                .isGreaterThan(0.99);
        assertThat(margin("passRate >= baseline - 99pp", 19, 0.1).toSettle()).isEqualTo(20);
    }
}
