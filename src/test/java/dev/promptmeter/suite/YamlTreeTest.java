package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import dev.promptmeter.suite.Node.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTreeTest {

    private static Node value(String yaml, String key) {
        return ((Mapping) YamlTree.read(yaml, "promptmeter.yaml")).get(key);
    }

    @ParameterizedTest
    @CsvSource({
        "'a: text', text, PLAIN, 1:4",
        "'a: 012', 012, PLAIN, 1:4",
        "'a: 1.10', 1.10, PLAIN, 1:4",
        "'a:', '', PLAIN, 1:3",
        "'a: \"no\"', no, QUOTED, 1:4",
        "'a: ''no''', no, QUOTED, 1:4",
        "'a: |\n  one\n  two', 'one\ntwo', QUOTED, 1:4",
        "'a: >\n  one\n  two', 'one two', QUOTED, 1:4",
        "'# 😀 note\na:  text', text, PLAIN, 2:5",
        "'{ x: 😀😀, a: text }', text, PLAIN, 1:13"
    })
    void aScalarKeepsItsCharactersItsStyleAndItsPlace(String yaml, String text, Style style, String place) {
        Scalar scalar = (Scalar) value(yaml, "a");

        assertThat(scalar.text()).isEqualTo(text);
        assertThat(scalar.style()).isEqualTo(style);
        assertThat(scalar.place().source()).hasToString("promptmeter.yaml:" + place);
    }

    @Test
    void listsAndMapsNestInOrder() {
        Items items = (Items) value("a:\n  - x: 1\n    y: 2\n  - [p, q]\n", "a");

        assertThat(((Mapping) items.items().get(0)).entries().keySet()).containsExactly("x", "y");
        assertThat(((Items) items.items().get(1)).items()).hasSize(2);
        assertThat(items.items().get(1).place().source()).hasToString("promptmeter.yaml:4:5");
    }

    @Test
    void jsonIsYamlToo() {
        assertThat(value("{\"a\": {\"b\": [1, \"x\"]}}", "a")).isInstanceOf(Mapping.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "n",
                "Y",
                "yes",
                "No",
                "NO",
                "on",
                "Off",
                "true",
                "FALSE",
                "~",
                "null",
                "NULL",
                "",
                "0",
                "012",
                "0x1F",
                "0o17",
                "0b11",
                "1_000",
                "+1",
                "-0.5",
                ".5",
                "1.",
                "1e3",
                "1.5E-7",
                ".inf",
                "-.INF",
                ".NaN",
                "12:30",
                "12:30:45",
                "2026-01-02",
                "2026-01-02T09:12:00Z"
            })
    void whatSomeReaderTakesForSomethingElseIsKnown(String text) {
        assertThat(Plain.mistakenFor(new Scalar(text, Style.PLAIN, Place.flag(""))))
                .isPresent();
        assertThat(Plain.mistakenFor(new Scalar(text, Style.QUOTED, Place.flag(""))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Paris",
                "nope",
                "v1",
                "1.2.3",
                "gpt-4o",
                "1st",
                "ai21/jamba-1-5-mini",
                "5s",
                "95%",
                "-",
                "x:y",
                "none"
            })
    void plainWordsAreText(String text) {
        assertThat(Plain.mistakenFor(new Scalar(text, Style.PLAIN, Place.flag(""))))
                .isEmpty();
    }
}
