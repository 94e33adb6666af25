package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScorerContractTest {

    private final Scorers scorers = Scorers.builtIn();

    /** The example of every listed scorer, and forms of it whose code takes another way. */
    static Stream<Check> checks() {
        Stream<Check> examples = Scorers.builtIn().all().stream().map(scorer -> Cells.example(scorer.help()));
        Stream<Check> others = Stream.of(
                Cells.cell("is-json"),
                Cells.cell("contains-json"),
                Cells.cell("is-json: {\"type\":\"array\",\"items\":{\"$ref\":\"#\"},\"maxItems\":3}"),
                Cells.cell("levenshtein(1000): Paris"),
                Cells.suite("chrf", "\"Paris, the city\"", "{\"wordOrder\":2}"),
                Cells.suite("rouge-l", "[\"yes 42 Paris\",\"refund\"]", "{\"measure\":\"precision\"}"),
                Cells.suite("bleu", "[\"yes 42 Paris\",\"refund\"]", "{\"on\":\"all\"}"),
                Cells.cell("json-path: $..[?@.a == 1 || @ == 'yes'] count 0.."),
                Cells.cell("json-path: /a/0 != 1"),
                Cells.suite("json-diff", "{\"a\":[1,2]}", "{\"ignore\":[\"/b\"],\"unordered\":true,\"tolerance\":1}"),
                Cells.cell("is-xml"),
                Cells.cell("contains-xml"),
                Cells.cell("is-sql"),
                Cells.cell("contains-sql: {\"dialect\":\"mysql\",\"allowedColumns\":[\"a\"]}"),
                Cells.suite("equals", "\"yes\"", "{\"normalize\":[\"trim\",\"nfc\",\"punct\"],\"on\":\"all\"}"),
                Cells.suite("levenshtein-ratio", "[\"Paris\",\"refund\"]", "{\"normalize\":[\"case\"]}"));
        return Stream.concat(examples, others);
    }

    @Test
    void namesAreUniqueAndHelpIsComplete() {
        List<CheckHelp> helps = scorers.all().stream().map(Scorer::help).toList();

        assertThat(helps)
                .extracting(CheckHelp::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(56)
                .hasSameElementsAs(scorers.names());
        assertThat(helps).allSatisfy(help -> {
            assertThat(help.name()).matches("[a-z]+[0-9]?([-:][a-z0-9]+)*").doesNotStartWith("not-");
            assertThat(help.summary()).isNotBlank().doesNotEndWith(".");
            assertThat(help.example()).startsWith(help.fitsCells() ? help.name() : "{ type: " + help.name());
            assertThat(scorers.takesNumber(help.name())).isEqualTo(help.takesNumber());
        });
    }

    @ParameterizedTest
    @MethodSource("listed")
    void theExampleLoads(Scorer scorer) {
        Check example = Cells.example(scorer.help());

        assertThat(example.type()).isEqualTo(scorer.help().name());
        assertThatCode(() -> scorers.prepare(example)).doesNotThrowAnyException();
    }

    static List<Scorer> listed() {
        return Scorers.builtIn().all();
    }

    @ParameterizedTest
    @MethodSource("listed")
    void whatItDoesNotTakeIsRefusedByName(Scorer scorer) {
        CheckHelp help = scorer.help();
        Check example = Cells.example(help);

        assertRefused(example.withOptions(Map.of("colour", Cells.json("\"red\""))), "PM-1102", "'colour'", help.name());
        if (!help.takesNumber()) {
            assertRefused(example.withThreshold(Quantity.of("0.5")), "PM-1402", help.name());
        }
        if (help.value().isEmpty()) {
            assertRefused(example.withValue(Cells.json("\"Paris\"")), "PM-1402", help.name());
        }
        if (help.negation() == CheckHelp.Negation.REFUSED) {
            assertRefused(example.not(), "PM-1401", help.name(), "cannot be negated");
        }
        if (!help.options().contains("checks")) {
            assertRefused(example.withParts(List.of(Cells.cell("is-empty"))), "PM-1102", "'checks'", help.name());
        }
    }

    private void assertRefused(Check check, String code, String... words) {
        assertThatThrownBy(() -> scorers.prepare(check))
                .isInstanceOfSatisfying(
                        CheckException.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void anAnswerWithoutAnyTextHasAnOutcome(Check check) {
        for (Answer.Origin origin : Answer.Origin.values()) {
            Score score = scorers.prepare(check).judge(Answers.from(origin, "")).score();

            assertThat(score.reason()).hasSizeLessThanOrEqualTo(300);
        }
    }

    static Stream<Check> negatable() {
        List<String> once = listed().stream()
                .map(Scorer::help)
                .filter(help -> help.negation() == CheckHelp.Negation.REFUSED)
                .map(CheckHelp::name)
                .toList();
        return checks().filter(check -> !once.contains(check.type()));
    }

    @ParameterizedTest
    @MethodSource("negatable")
    void notIsTheExactInverse(Check check) {
        PreparedCheck straight = scorers.prepare(check);
        PreparedCheck inverse = scorers.prepare(check.not());

        for (String text : HostileTexts.seeded(7, 50)) {
            Score score = straight.judge(Answers.saying(text)).score();
            Score opposite = inverse.judge(Answers.saying(text)).score();

            if (score instanceof Score.Graded graded) {
                assertThat(opposite).isInstanceOf(Score.Graded.class);
                assertThat(((Score.Graded) opposite).passed()).isEqualTo(!graded.passed());
                assertThat(((Score.Graded) opposite).value() + graded.value()).isCloseTo(1, within(1e-12));
                assertThat(opposite.reason()).startsWith("not: ");
            } else {
                assertThat(opposite).isEqualTo(score);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("negatable")
    void measuredOrNotCachedOrProvidedTheOutcomesStayComplementary(Check check) {
        for (Answer.Origin origin : Answer.Origin.values()) {
            String straight = Cells.word(
                    scorers.prepare(check).judge(Answers.from(origin, "Paris")).score());
            String inverse = Cells.word(scorers.prepare(check.not())
                    .judge(Answers.from(origin, "Paris"))
                    .score());

            assertThat(List.of(straight, inverse))
                    .isIn(
                            List.of("pass", "fail"),
                            List.of("fail", "pass"),
                            List.of("skip", "skip"),
                            List.of("unscored", "unscored"));
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void hostileTextsGiveTheSameOneLineOutcomeEveryTime(Check check) {
        PreparedCheck prepared = scorers.prepare(check);

        for (String text : HostileTexts.seeded(20_241, 400)) {
            Score first = prepared.judge(Answers.saying(text)).score();
            Score second = prepared.judge(Answers.saying(text)).score();

            assertThat(second).isEqualTo(first);
            assertThat(first.reason())
                    .hasSizeLessThanOrEqualTo(300)
                    .doesNotContainPattern("[\\p{Cntrl}\\u200b\\u202e\\u2028\\ufeff]");
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void hugeTextsAreJudgedInBoundedTime(Check check) {
        PreparedCheck prepared = scorers.prepare(check);

        for (String text : HostileTexts.huge()) {
            long start = System.nanoTime();
            Score score = prepared.judge(Answers.saying(text)).score();

            assertThat(score.reason()).hasSizeLessThanOrEqualTo(300);
            assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        }
    }
}
