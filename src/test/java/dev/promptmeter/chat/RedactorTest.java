package dev.promptmeter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String KEY = "sk-<a&b>\"%'\\/0123456789";

    private final Redactor redactor = Redactor.of(List.of(Secret.of(KEY)));

    static Stream<String> forms() {
        String percent = URLEncoder.encode(KEY, StandardCharsets.UTF_8);
        String inScripts = percent.replace("%27", "'");
        return Stream.of(
                KEY,
                "sk-<a&b>\\\"%'\\\\/0123456789",
                "sk-<a&b>\\\"%'\\\\\\/0123456789",
                "sk-\\u003ca\\u0026b\\u003e\\\"%'\\\\/0123456789",
                "sk-&lt;a&amp;b&gt;&quot;%&#39;\\/0123456789",
                "sk-&lt;a&amp;b&gt;&quot;%'\\/0123456789",
                percent,
                inScripts,
                percent.replace("%3C", "%3c")
                        .replace("%3E", "%3e")
                        .replace("%5C", "%5c")
                        .replace("%2F", "%2f"));
    }

    static Stream<String> spellings() {
        StringBuilder percent = new StringBuilder();
        StringBuilder decimal = new StringBuilder();
        StringBuilder hexadecimal = new StringBuilder();
        for (char c : KEY.toCharArray()) {
            percent.append(String.format(Locale.ROOT, "%%%02x", (int) c));
            decimal.append(String.format(Locale.ROOT, "&#%d;", (int) c));
            hexadecimal.append(String.format(Locale.ROOT, "&#X%x;", (int) c));
        }
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(KEY.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                percent.toString(),
                percent.toString().replace("%", "%25"),
                decimal.toString(),
                decimal.toString().replace("&", "&amp;"),
                hexadecimal.toString(),
                KEY.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace("\"", "&#34;")
                        .replace("/", "&#x2F;"),
                KEY.replace("\\", "\\\\\\\\").replace("\"", "\\\\\\\""),
                URLEncoder.encode(base64, StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void aKeyIsMaskedHoweverItsCharactersAreSpelled(String form) {
        assertThat(redactor.redact("before " + form + " after"))
                .startsWith("before ***")
                .endsWith(" after")
                .doesNotContain(form);
    }

    /** Each level of escapes that is undone leaves another. */
    @Test
    @Timeout(20)
    void escapesWithinEscapesWithoutEndCostNoMoreThanOthers() {
        for (String link : List.of("u005c", "u005cu005c", "25", "amp;")) {
            String start = link.startsWith("u") ? "\\" : link.equals("25") ? "%" : "&";
            String text = start + link.repeat((4 << 20) / link.length());

            assertThat(redactor.redact(text)).isSameAs(text);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyFormOfAKeyIsMasked(String form) {
        assertThat(redactor.redact("before " + form + " after é")).isEqualTo("before *** after é");
        assertThat(redactor.redact(form + form)).isEqualTo("******");
        assertThat(redactBytes("é " + form + "é")).isEqualTo("é " + "*".repeat(form.length()) + "é");
    }

    @ParameterizedTest(name = "{0} bytes before it")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aKeyInBase64IsMaskedWhereverItBegins(int before) {
        for (String text : List.of(KEY, "Bearer " + KEY)) {
            byte[] around = ("x".repeat(before) + text + " and more").getBytes(StandardCharsets.UTF_8);

            String standard = redactor.redact(Base64.getEncoder().encodeToString(around));
            String url = redactor.redact(Base64.getUrlEncoder().encodeToString(around));

            assertThat(standard).contains("***");
            assertThat(url).contains("***");
            assertThat(new String(
                            Base64.getDecoder().decode(standard.substring(0, standard.indexOf('*') / 4 * 4)),
                            StandardCharsets.UTF_8))
                    .doesNotContain("sk-<a");
        }
    }

    /** A server may write any character as an escape, and JSON inside of JSON doubles the backslashes. */
    @ParameterizedTest(name = "{0} times, every {1}th character")
    @CsvSource({"1, 1", "1, 2", "1, 7", "2, 1", "2, 3", "3, 5"})
    void aKeySpelledInEscapesIsMasked(int times, int each) {
        String form = escaped(KEY, each);
        for (int i = 1; i < times; i++) {
            form = escaped(form.replace("\\", "\\\\"), each);
        }

        assertThat(redactor.redact("{\"x\":\"é " + form + " \\u00e9\"}")).isEqualTo("{\"x\":\"é *** \\u00e9\"}");
        assertThat(redactBytes("\\u003c " + form + "é")).isEqualTo("\\u003c " + "*".repeat(form.length()) + "é");
    }

    private static String escaped(String text, int each) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean written = i % each == 0 || c == '"' || c == '\\';
            out.append(written ? String.format(Locale.ROOT, i % 2 == 0 ? "\\u%04x" : "\\u%04X", (int) c) : c);
        }
        return out.toString();
    }

    @Test
    void aKeyInEscapesIsFoundWhereverTheTextIsCutIntoPieces() {
        String form = escaped(KEY, 1);
        for (int before = 65_400; before < 65_640; before += 7) {
            String text = "x".repeat(before) + form + "y".repeat(100_000);

            assertThat(redactor.redact(text)).hasSize(before + 3 + 100_000);
        }
    }

    @Test
    void whatBothMaskIsMaskedByTheTwoTogether() {
        Redactor both = Redactor.of(List.of(Secret.of("first-key"))).and(Redactor.of(List.of(Secret.of("second-key"))));

        assertThat(both.redact("first-key second-key third-key")).isEqualTo("*** *** third-key");
        assertThat(Redactor.NONE.and(Redactor.NONE)).isSameAs(Redactor.NONE);
    }

    @Test
    void whatHoldsNoKeyIsTheSameObject() {
        byte[] bytes = "an ordinary answer".getBytes(StandardCharsets.UTF_8);
        String text = "an ordinary answer, é漢";

        assertThat(redactor.redact(bytes)).isSameAs(bytes);
        assertThat(redactor.redact(text)).isSameAs(text);
        assertThat(Redactor.NONE.redact(text)).isSameAs(text);
        assertThat(Redactor.NONE.redact(bytes)).isSameAs(bytes);
    }

    @Test
    void theBytesGivenAreNotChanged() {
        byte[] bytes = KEY.getBytes(StandardCharsets.UTF_8);

        redactor.redact(bytes);

        assertThat(bytes).isEqualTo(KEY.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void itFindsWhatAPlainSearchFinds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            String key = word(random, 8 + random.nextInt(4));
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(word(random, random.nextInt(20))).append(random.nextInt(3) == 0 ? key : "");
            }

            String masked = Redactor.of(List.of(Secret.of(key))).redact(text.toString());

            assertThat(masked).isEqualTo(text.toString().replace(key, "***"));
        }
    }

    @Test
    void theLongerOfTwoKeysThatBeginAlikeIsMaskedWhole() {
        Redactor both = Redactor.of(List.of(Secret.of("sk-abcdef"), Secret.of("sk-abcdef-0123")));

        assertThat(both.redact("sk-abcdef-0123 sk-abcdef")).isEqualTo("*** ***");
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(2)));
        }
        return word.toString();
    }

    private String redactBytes(String text) {
        return new String(redactor.redact(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
