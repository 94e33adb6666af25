package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.validity.Bounds;
import dev.promptmeter.validity.Limit;
import dev.promptmeter.validity.Reason;
import dev.promptmeter.validity.Thresholds;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a suite's {@code validity} means, from the tree that the journal keeps, with switches as booleans. */
class ValiditySectionTest {

    private static Thresholds read(String json) {
        Findings findings = new Findings();
        Thresholds thresholds =
                ValiditySection.SHAPE.read(ResolvedTree.node(JsonMapper.shared().readTree(json)), "validity", findings);
        findings.throwIfAny();
        return thresholds;
    }

    @Test
    void oneValueIsTheLimitOfSuspectAndLeavesTheOther() {
        assertThat(read("{\"STALLS\":\"5%\"}").of(Reason.STALLS))
                .isEqualTo(new Bounds(new Limit(0.05, 0), new Limit(0.1, 0)));
    }

    @Test
    void aLimitThatIsOffNeverFires() {
        Thresholds thresholds = read("{\"CPU\":false,\"GC\":{\"invalid\":false},\"USAGE\":\"off\"}");

        assertThat(thresholds.changed())
                .isEqualTo(Map.of(
                        Reason.CPU, Bounds.OFF,
                        Reason.GC, new Bounds(new Limit(0.02, 0), null),
                        Reason.USAGE, Bounds.OFF));
    }

    @Test
    void aLagIsATimeOrAPartOfTheMedianThatKeepsItsFloor() {
        assertThat(read("{\"DISPATCH_LAG\":{\"suspect\":\"2%\",\"invalid\":\"50ms\"}}")
                        .of(Reason.DISPATCH_LAG))
                .isEqualTo(new Bounds(new Limit(0.02, 1_000_000), new Limit(0, 50_000_000)));
    }

    @Test
    void aLimitThatIsTheUsualOneIsNoChange() {
        assertThat(read("{\"RATE\":\"99%\",\"OVERLOAD\":1.5,\"SHED\":{}}")).isEqualTo(Thresholds.USUAL);
    }
}
