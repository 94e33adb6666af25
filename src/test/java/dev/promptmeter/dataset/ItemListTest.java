package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemListTest {

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("a,b", List.of("a", "b")),
                Arguments.of(" a , b ", List.of("a", "b")),
                Arguments.of("a,,b,", List.of("a", "b")),
                Arguments.of("", List.of()),
                Arguments.of(" , ,\"\"", List.of()),
                Arguments.of("\"Paris, France\",Seine", List.of("Paris, France", "Seine")),
                Arguments.of("a\\,b,c", List.of("a,b", "c")),
                Arguments.of("C:\\new", List.of("C:\\new")),
                Arguments.of("\"say \"\"hi\"\"\"", List.of("say \"hi\"")),
                Arguments.of("\"say \\\"hi\\\" \\\\\"", List.of("say \"hi\" \\")),
                Arguments.of(" \"a\" , b", List.of("a", "b")),
                Arguments.of("\" a \"", List.of(" a ")),
                Arguments.of("say \"hi\"", List.of("say \"hi\"")),
                Arguments.of("Größe,😀", List.of("Größe", "😀")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void itemsAreSeparatedByCommas(String text, List<String> items) {
        assertThat(ItemList.parse(text)).isEqualTo(items);
    }

    @Test
    void quoteThatIsNeverClosedIsLocated() {
        var e = catchThrowableOfType(ListSyntaxException.class, () -> ItemList.parse("x, \"a,b"));

        assertThat(e).hasMessage("quote never closed in a list: \"a,b");
        assertThat(e.offset()).isEqualTo(3);
    }

    @Test
    void textAfterAClosingQuoteIsLocated() {
        var e = catchThrowableOfType(ListSyntaxException.class, () -> ItemList.parse("\"a\"b,c"));

        assertThat(e).hasMessageStartingWith("text after a closing quote in a list: \"a\"b,c");
        assertThat(e.offset()).isEqualTo(3);
    }

    @Test
    void oneItemWithSemicolonsIsDoubtful() {
        assertThat(ItemList.doubt(List.of("a;b"))).contains("one item 'a;b': items are separated by commas");
        assertThat(ItemList.doubt(List.of("a;b", "c"))).isEmpty();
        assertThat(ItemList.doubt(List.of("a"))).isEmpty();
    }

    @Test
    void quotesMeanNothingInMetadata() {
        assertThat(ItemList.withoutQuotes(" \"core , math\\,basic,,")).containsExactly("\"core", "math,basic");
    }
}
