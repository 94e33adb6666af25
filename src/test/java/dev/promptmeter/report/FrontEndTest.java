package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontEndTest {

    private final FrontEnd packed = FrontEnd.packed();

    @Test
    void thePolicyAllowsExactlyTheInlinedBytes() throws Exception {
        String page = HtmlSamples.html(SampleRuns.small());

        String style = between(page, "<style>", "</style>");
        String script = between(page, "<script type=\"module\">", "</script>");

        assertThat(between(page, "Security-Policy\" content=\"", "\">"))
                .isEqualTo("default-src 'none'; script-src '" + hash(script) + "'; style-src '" + hash(style)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
    }

    @Test
    void thePolicyStandsBeforeAllThatItIsToBind() {
        String page = HtmlSamples.html(SampleRuns.small());

        assertThat(page)
                .startsWith("<!doctype html>\n<html lang=\"en\"><head>\n<meta http-equiv=\"Content-Security-Policy\"");
        // A browser looks for the character set in the first 1,024 bytes.
        assertThat(page.indexOf("<meta charset=\"utf-8\">")).isBetween(0, 1_000);
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "innerHTML",
                "outerHTML =",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "new Function",
                "https:",
                "srcdoc",
                "createContextualFragment",
                "setAttribute(\"on",
                "</",
                "<!--",
                "import ",
                "export "
            })
    void theScriptNeverWrites(String forbidden) {
        assertThat(packed.script()).doesNotContain(forbidden);
    }

    @Test
    void styleAndScriptStaySmall() {
        assertThat(packed.style().length() + packed.script().length()).isLessThan(150_000);
    }

    @Test
    void theStyleLoadsNothing() {
        assertThat(packed.style())
                .doesNotContain("url(")
                .doesNotContain("@import")
                .doesNotContain("</");
    }

    @Test
    void modulesKeepTheirOwnNamesAndHandOnWhatTheyExport() {
        Map<String, String> sources = Map.of(
                "one", "const hidden = 1;\nexport const shown = hidden;\nexport async function later() {}\n",
                "two", "import { shown,\n  later } from './one.mjs';\nconst hidden = shown;\n");

        String script = ScriptModules.joined(List.of("one", "two"), sources::get);

        assertThat(script).isEqualTo("""
                        const modules = {};
                        modules['one'] = (() => {
                        const hidden = 1;
                        const shown = hidden;
                        async function later() {}
                        return { shown, later };
                        })();
                        modules['two'] = (() => {
                        const { shown,
                          later } = modules['one'];
                        const hidden = shown;
                        return {  };
                        })();
                        """);
    }
}
