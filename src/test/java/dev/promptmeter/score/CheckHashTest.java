package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import dev.promptmeter.dataset.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

class CheckHashTest {

    private static final Check CLOSE = Cells.cell("levenshtein(3): Paris");

    private static String sha(Double threshold, Check... checks) {
        Scorers scorers = Scorers.builtIn();
        return CheckSet.of(Stream.of(checks).map(scorers::prepare).toList(), threshold)
                .sha();
    }

    static Stream<Check> changed() {
        return Stream.of(
                CLOSE.withThreshold(Quantity.of("2")),
                CLOSE.withWeight(2),
                CLOSE.withMetric("spelling"),
                CLOSE.not(),
                Cells.cell("levenshtein(3): Rome"),
                Cells.cell("levenshtein-ratio(0.5): Paris"),
                CLOSE.withOptions(Map.of("allowEmpty", BooleanNode.TRUE)));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void whateverDecidesWhatACheckSaysIsInTheHash(Check changed) {
        assertThat(sha(null, changed)).isNotEqualTo(sha(null, CLOSE));
    }

    @Test
    void theRowThresholdAndTheNumberOfChecksAreInTheHash() {
        assertThat(sha(0.5, CLOSE)).isNotEqualTo(sha(null, CLOSE)).isNotEqualTo(sha(0.6, CLOSE));
        assertThat(sha(null, CLOSE, CLOSE)).isNotEqualTo(sha(null, CLOSE));
    }

    @Test
    void whereACheckWasWrittenAndHowItsNumberIsSpeltAreNot() {
        Check elsewhere = CLOSE.from(new Check.Origin(new Source("other.csv", 9, 9), "levenshtein", Check.Level.SUITE));

        assertThat(sha(null, elsewhere)).isEqualTo(sha(null, CLOSE));
        assertThat(sha(null, CLOSE.withThreshold(Quantity.of("3.0")))).isEqualTo(sha(null, CLOSE));
    }

    @Test
    void theOrderOfMembersIsNotInTheHash() {
        JsonMapper json = JsonMapper.shared();
        Check schema = Cells.cell("is-json");
        Check one = schema.withValue(json.readTree("{\"type\":\"object\",\"required\":[\"id\"]}"));
        Check other = schema.withValue(json.readTree("{\"required\":[\"id\"],\"type\":\"object\"}"));

        assertThat(sha(null, one)).isEqualTo(sha(null, other));
    }

    @Test
    void anotherVersionOfAScorerGivesAnotherHash() {
        PreparedCheck now = Scorers.builtIn().prepare(CLOSE);
        PreparedCheck later = new PreparedCheck(CLOSE, now.judgement(), "2");

        assertThat(CheckSet.of(List.of(later), null).sha())
                .isNotEqualTo(CheckSet.of(List.of(now), null).sha());
    }

    @Test
    void theHashOfASmallSetIsTheOneOfItsCanonicalText() {
        // SHA-256 of {"checks":[{"scorer":"1","type":"equals","value":"42","weight":1}]}
        assertThat(sha(null, Cells.cell("equals: 42")))
                .isEqualTo("a0316ae17e261ed7f738de1eff9ebc72959f7907acf1b8f0b878fbc6f0d385a4");
    }
}
