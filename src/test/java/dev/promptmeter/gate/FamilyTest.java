package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.stats.Evidence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gates that are judged together. */
class FamilyTest {

    private static Opinion opinion(Gate gate, double pFail, double pPass) {
        var sureness = Sureness.exact(new Evidence(pFail, pPass), new Interval(0.1, 0.2), "gate.absolute", 100);
        return Opinion.open(gate, Figure.of("passRate", Unit.SHARE, 0.15, 100), sureness, List.of());
    }

    private static List<GateVerdict> verdicts(List<Opinion> opinions) {
        return Opinions.together(opinions).stream().map(GateResult::verdict).toList();
    }

    @Test
    void aGateThatWouldFailAloneNeedsMoreAmongOthersAndSaysSo() {
        Gate gate = Judged.gate("guard passRate >= 50%");
        List<GateResult> results = Opinions.together(
                List.of(opinion(gate, 0.03, 0.97), opinion(gate, 0.2, 0.8), opinion(gate, 0.99, 0.2)));

        assertThat(results).extracting(GateResult::verdict).doesNotContain(GateVerdict.FAIL);
        assertThat(results.get(0).detail())
                .endsWith("Alone it would fail (p = 0.030); with 3 guard gates it is inconclusive (0.090).");
        assertThat(results.get(1).detail()).doesNotContain("Alone");
        assertThat(results)
                .extracting(result -> result.grounds().family().pFail())
                .containsExactly(0.09, 0.4, 0.99);
    }

    @Test
    void whatIsProvedAloneIsProvedAmongOthers() {
        Gate gate = Judged.gate("guard passRate >= 50%");

        assertThat(verdicts(List.of(opinion(gate, 0.97, 0.03), opinion(gate, 0.96, 0.04), opinion(gate, 0.95, 0.05))))
                .containsOnly(GateVerdict.PASS);
    }

    @Test
    void onlyGuardsThatDecideAreOneFamily() {
        Gate guard = Judged.gate("guard passRate >= 50%");
        List<Opinion> opinions = new ArrayList<>(List.of(opinion(guard, 0.04, 0.96)));
        for (int i = 0; i < 5; i++) {
            opinions.add(opinion(Judged.gate("prove passRate >= 50%"), 0.04, 0.96));
            opinions.add(opinion(Judged.warning("guard passRate >= 50%"), 0.04, 0.96));
            opinions.add(
                    Opinion.invalid(guard, Figure.absent("passRate", Unit.SHARE, 0, "NO_DATA"), "NO_DATA", "none"));
        }

        List<GateResult> results = Opinions.together(opinions);

        assertThat(results.get(0).grounds().family()).isEqualTo(new Grounds.Family(1, 0.04));
        assertThat(results)
                .filteredOn(result -> result.verdict() == GateVerdict.FAIL)
                .hasSize(11);
    }
}
