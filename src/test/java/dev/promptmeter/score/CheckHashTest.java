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

    private final Scorers scorers = Scorers.builtIn();

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

    @ParameterizedTest
    @MethodSource("changed")
    void whateverTheAuthorWroteIsInTheHashOfWhatIsWritten(Check changed) {
        Check group = Cells.cell("assert-set").withParts(List.of(CLOSE));

        assertThat(CheckHash.written(List.of(changed), null)).isNotEqualTo(CheckHash.written(List.of(CLOSE), null));
        assertThat(CheckHash.written(List.of(group.withParts(List.of(changed))), null))
                .isNotEqualTo(CheckHash.written(List.of(group), null));
        assertThat(CheckHash.written(List.of(CLOSE), 0.5)).isNotEqualTo(CheckHash.written(List.of(CLOSE), null));
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
    void thePartsOfAGroupAndTheirScorersAreInTheHash() {
        Check group = Cells.group(CLOSE, Cells.cell("icontains: paris"));
        PreparedCheck now = Scorers.builtIn().prepare(group);
        List<PreparedCheck> parts = now.single().toList();
        List<PreparedCheck> later = List.of(
                parts.get(0),
                new PreparedCheck(parts.get(1).check(), parts.get(1).judgement(), "2"));
        PreparedCheck newer = new PreparedCheck(group, new GroupJudgement(later, null), now.version());

        assertThat(sha(null, group)).isNotEqualTo(sha(null, Cells.group(CLOSE, Cells.cell("icontains: rome"))));
        assertThat(CheckSet.of(List.of(newer), null).sha())
                .isNotEqualTo(CheckSet.of(List.of(now), null).sha());
    }

    private static String asking(String judge, String embeddings, Check check) {
        Scorers scorers =
                Scorers.of(List.of(), Map.of(Question.Asker.JUDGE, judge, Question.Asker.EMBEDDINGS, embeddings));
        return CheckSet.of(List.of(scorers.prepare(check)), null).sha();
    }

    @Test
    void whoIsAskedIsInTheHashOfTheChecksThatAskIt() {
        Check polite = Cells.cell("llm-rubric: polite");
        Check near = Cells.cell("similar: Paris");

        assertThat(asking("large", "e", polite))
                .isNotEqualTo(asking("small", "e", polite))
                .isEqualTo(asking("large", "other", polite));
        assertThat(asking("large", "e", near))
                .isNotEqualTo(asking("large", "other", near))
                .isEqualTo(asking("small", "e", near));
        assertThat(asking("large", "e", CLOSE)).isEqualTo(sha(null, CLOSE));
        assertThat(asking("large", "e", Cells.group(polite))).isNotEqualTo(asking("small", "e", Cells.group(polite)));
    }

    @Test
    void theProtocolIsInTheVersionOfAJudgedCheck() {
        PreparedCheck polite = Scorers.builtIn().prepare(Cells.cell("llm-rubric: polite"));

        assertThat(polite.version()).isEqualTo("1\n" + Question.PROTOCOL + "\n");
    }

    @Test
    void ownPhrasesOfRefusalAreInTheHashOfTheirCheckOnly() {
        Scorers own = Scorers.of(List.of("starts: non possumus"), Map.of());
        Check refusal = Cells.cell("is-refusal");

        assertThat(CheckSet.of(List.of(own.prepare(refusal)), null).sha()).isNotEqualTo(sha(null, refusal));
        assertThat(CheckSet.of(List.of(own.prepare(CLOSE)), null).sha()).isEqualTo(sha(null, CLOSE));
    }

    @Test
    void theHashOfASmallSetIsTheOneOfItsCanonicalText() {
        // SHA-256 of {"checks":[{"scorer":"1","type":"equals","value":"42","weight":1}]}
        assertThat(sha(null, Cells.cell("equals: 42")))
                .isEqualTo("a0316ae17e261ed7f738de1eff9ebc72959f7907acf1b8f0b878fbc6f0d385a4");
    }

    @Test
    void setsThatJudgeAlikeShareTheirHashAndOthersDoNot() {
        CheckSet first = set(CLOSE);

        String shared = set(CLOSE).besides(first).sha();
        String heavier = set(CLOSE.withWeight(2)).besides(first).sha();
        String longer = set(CLOSE, CLOSE).besides(first).sha();
        String other = set(Cells.cell("equals: 43")).besides(first).sha();

        assertThat(shared).isSameAs(first.sha());
        assertThat(heavier).isEqualTo(sha(null, CLOSE.withWeight(2)));
        assertThat(longer).isEqualTo(sha(null, CLOSE, CLOSE));
        assertThat(other).isEqualTo(sha(null, Cells.cell("equals: 43")));
    }

    private CheckSet set(Check... checks) {
        return CheckSet.of(Stream.of(checks).map(scorers::prepare).toList(), null);
    }
}
