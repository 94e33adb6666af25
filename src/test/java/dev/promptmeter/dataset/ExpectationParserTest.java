package dev.promptmeter.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The mini-language of expectation cells: the cases of {@code expectations.tsv} and {@code traps.tsv}. */
class ExpectationParserTest {

    private final ExpectationParser parser = new ExpectationParser(new TestVocabulary(), Set.of("name"));

    static Stream<Arguments> expectations() {
        return Fixture.cases("expectations.tsv").map(columns -> Arguments.of((Object[]) columns));
    }

    static Stream<Arguments> traps() {
        return Fixture.cases("traps.tsv").map(columns -> Arguments.of((Object[]) columns));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expectations")
    void cellMeansOneCheck(String escaped, String type, String value, String number) {
        String cell = new String(Fixture.bytes(escaped), UTF_8);

        var check = (Expectation.Understood) parser.parse(cell);

        assertThat((check.negated() ? "not-" : "") + check.type()).isEqualTo(type);
        assertThat(check.value() == null ? "-" : Fixture.escaped(check.value().stringValue()))
                .isEqualTo(value);
        assertThat(check.threshold() == null ? "-" : check.threshold().toString())
                .isEqualTo(number);
        assertThat(check.text()).isEqualTo(cell.strip());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void mistypedCheckIsNeverALiteral(String cell, String code, int at, String message) {
        var wrong = (Expectation.Wrong) parser.parse(cell);

        assertThat(wrong.code() + " at " + wrong.at()).isEqualTo(code + " at " + at);
        assertThat(wrong.message()).contains(message);
    }

    @Test
    void literalBracesAreText() {
        var literal = new ExpectationParser(new TestVocabulary(), Set.of());

        var check = (Expectation.Understood) literal.parse("icontains: {{name}}");

        assertThat(check.value().stringValue()).isEqualTo("{{name}}");
    }

    @Test
    void equalTextIsParsedOnce() {
        Expectation first = parser.parse("contains: Paris");

        assertThat(parser.parse("contains: Paris")).isSameAs(first);
    }

    @Test
    void oldestTextIsForgottenFirst() {
        Expectation kept = parser.parse("kept");
        Expectation forgotten = parser.parse("forgotten");

        for (int i = 0; i < 1023; i++) {
            parser.parse("kept");
            parser.parse("text " + i);
        }

        assertThat(parser.parse("kept")).isSameAs(kept);
        assertThat(parser.parse("forgotten")).isNotSameAs(forgotten).isEqualTo(forgotten);
    }
}
