package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.gate.GateSpec;
import dev.promptmeter.run.Model.Delivery;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {

    private static final String SUITE = Suites.smallest("""
            run: { concurrency: 2, repeat: 2 }
            gates: [passRate >= 95%]
            profiles:
              smoke:
                run: { concurrency: 4 }
                datasets: { "*": { sample: { n: 10, seed: 3 } } }
                gates: [passRate >= 80%]
              nightly:
                run: { concurrency: 16, repeat: 3 }
                models: { jamba: { params: { temperature: 0.5 } } }
                gates+: [errorRate <= 1%]
              wrong:
                models: { jmaba: { stream: true } }
            """);

    @TempDir
    private Path root;

    private final SuiteOptions plain = Suites.variables(Map.of());

    private Suite read(SuiteOptions options) {
        return Suites.read(root, SUITE, options);
    }

    @Test
    void mapsMergeKeyByKeyAndListsReplace() {
        Suite suite = read(plain.withProfiles("smoke"));

        assertThat(suite.run().concurrency()).isEqualTo(4);
        assertThat(suite.run().repeat()).isEqualTo(2);
        assertThat(suite.gates()).extracting(GateSpec::expression).containsExactly("passRate >= 80%");
        assertThat(suite.datasets().get(0).selection().sample().n()).isEqualTo(10);
    }

    @Test
    void profilesApplyInOrderAndAPlusAppends() {
        Suite suite = read(plain.withProfiles("smoke", "nightly"));

        assertThat(suite.run().concurrency()).isEqualTo(16);
        assertThat(suite.run().repeat()).isEqualTo(3);
        assertThat(suite.models().get(0).params().get("temperature").decimalValue())
                .isEqualTo("0.5");
        assertThat(suite.gates())
                .extracting(GateSpec::expression)
                .containsExactly("passRate >= 80%", "errorRate <= 1%");
    }

    @Test
    void aProfileNamesOnlyIdsThatThereAre() {
        assertThat(Suites.faults(root, SUITE, plain.withProfiles("wrong")))
                .containsExactly(
                        "PM-1110  promptmeter.yaml:24:15  profile wrong: no item of 'models' has the id 'jmaba'; known ids: jamba");
    }

    @Test
    void versionAndNameStayAsTheyAre() {
        assertThat(Suites.faults(root, SUITE + "  later: { version: 2 }\n"))
                .containsExactly("PM-1102  promptmeter.yaml:25:12  unknown key 'version' under profiles.later");
        assertThat(Suites.faults(root, SUITE, plain.withAssignments(Assignment.parse("name=other"))))
                .containsExactly("PM-1102  'name' cannot be changed by flag --set name");
    }

    @Test
    void aMistypedKeyOfAProfileIsShownWhereItStands() {
        String yaml = SUITE.replace("run: { concurrency: 4 }", "run: { concurency: 4 }");

        assertThat(Suites.faults(root, yaml, plain.withProfiles("smoke")))
                .containsExactly(
                        "PM-1102  promptmeter.yaml:16:12  unknown key 'concurency' under run: did you mean 'concurrency'?");
    }

    @Test
    void anUnknownProfileGetsASuggestion() {
        assertThat(Suites.faults(root, SUITE, plain.withProfiles("smok")))
                .singleElement()
                .asString()
                .contains("unknown profile 'smok': did you mean 'smoke'?");
    }

    /** Flag over profile over suite over default, in all pairs. */
    @ParameterizedTest
    @CsvSource({
        "'', '', 2, suite:12",
        "smoke, '', 4, profile smoke",
        "'', 7, 7, flag --set run.concurrency",
        "smoke, 7, 7, flag --set run.concurrency",
    })
    void theLastToSpeakWins(String profile, String flag, int concurrency, String origin) {
        SuiteOptions options = profile.isEmpty() ? plain : plain.withProfiles(profile);
        if (!flag.isEmpty()) {
            options = options.withAssignments(Assignment.parse("run.concurrency=" + flag));
        }

        Suite suite = read(options);

        assertThat(suite.run().concurrency()).isEqualTo(concurrency);
        assertThat(suite.values()).contains(new Effective("run.concurrency", Integer.toString(concurrency), origin));
    }

    @Test
    void anAssignmentReachesIntoAListById() {
        Suite suite = read(plain.withAssignments(
                Assignment.parse("models.jamba.params.temperature=0.7"),
                Assignment.parse("datasets.*.delimiter=\";\""),
                Assignment.parse("gates=[passRate >= 80%, errorRate <= 1%]"),
                Assignment.parse("slo.latency=5s")));

        assertThat(suite.models().get(0).params().get("temperature").decimalValue())
                .isEqualTo("0.7");
        assertThat(suite.datasets().get(0).spec().delimiter()).isEqualTo(';');
        assertThat(suite.gates()).hasSize(2);
        assertThat(suite.slo().latencyNanos()).isEqualTo(5_000_000_000L);
    }

    @Test
    void anIdMayHoldADot() {
        String yaml = SUITE.replace("id: jamba", "id: jamba-1.5").replace("{ jamba:", "{ jamba-1.5:");

        Suite suite = Suites.read(root, yaml, plain.withAssignments(Assignment.parse("models.jamba-1.5.stream=true")));

        assertThat(suite.models().get(0).delivery()).isEqualTo(Delivery.STREAM);
    }

    @Test
    void anAssignmentIsTypedLikeAWrittenValueAndCannotBringAKey() {
        assertThat(Suites.faults(root, SUITE, plain.withAssignments(Assignment.parse("run.repeat=many"))))
                .containsExactly("PM-1106  run.repeat: expected a whole number, 1 to 1000; found 'many'");
        assertThat(Suites.faults(
                        root, SUITE, plain.withAssignments(Assignment.parse("description=sk-1234567890abcdefghij"))))
                .singleElement()
                .asString()
                .startsWith("PM-1108")
                .doesNotContain("1234567890");
        assertThatThrownBy(() -> Assignment.parse("run.repeat")).hasMessageContaining("write PATH=VALUE");
    }
}
