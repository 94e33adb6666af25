package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<script>alert(1)</script>|&lt;script&gt;alert(1)&lt;/script&gt;",
                "\" onload=\"x|&quot; onload=&quot;x",
                "it's `here` & there|it&#39;s &#96;here&#96; &amp; there",
                "&lt;|&amp;lt;",
                "Ää 日本 😀|Ää 日本 😀",
            })
    void markupBecomesText(String text, String escaped) {
        assertThat(HtmlText.escaped(text)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @CsvSource({
        "0, ⟨U+0000⟩",
        "13, ⟨U+000D⟩",
        "27, ⟨U+001B⟩",
        "127, ⟨U+007F⟩",
        "133, ⟨U+0085⟩",
        "8206, ⟨U+200E⟩",
        "8232, ⟨U+2028⟩",
        "8238, ⟨U+202E⟩",
        "65279, ⟨U+FEFF⟩",
        "55296, ⟨U+D800⟩",
        "65534, ⟨U+FFFE⟩",
        "917505, ⟨U+E0001⟩"
    })
    void whatCannotBeSeenIsWrittenOut(int codePoint, String shown) {
        assertThat(HtmlText.escaped("a" + Character.toString(codePoint) + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void linesAndTabsStay() {
        assertThat(HtmlText.escaped("a\n\tb")).isEqualTo("a\n\tb");
    }

    @Test
    void foreignTextHasADirectionOfItsOwn() {
        var out = new StringWriter();

        new Markup(out).foreign("td", "\"<b>", "class", "name");

        assertThat(out).hasToString("<td class=\"name\" dir=\"auto\">&quot;&lt;b&gt;</td>");
    }
}
