package dev.promptmeter.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The style and the script of the HTML report, as they stand in the page.
 *
 * @param style the text of the style element
 * @param script the text of the script element
 */
record FrontEnd(String style, String script) {

    // What is narrow, dark or on paper overrules what came before.
    private static final List<String> STYLES = List.of("page", "explorer", "media");

    // In the order in which one builds on another.
    private static final List<String> MODULES = List.of(
            "visible",
            "format",
            "dom",
            "decode",
            "cases",
            "filter-parser",
            "filter",
            "sort",
            "route",
            "difference",
            "statistics",
            "chart",
            "ecdf",
            "scatter",
            "timing",
            "marks",
            "detail",
            "answers",
            "markdown",
            "clipboard",
            "drawer",
            "grid",
            "toolbar",
            "settings",
            "help",
            "keys",
            "main");

    /** {@return the front end that is packed into the program} */
    static FrontEnd packed() {
        String style = STYLES.stream().map(name -> resource(name + ".css")).collect(Collectors.joining("\n"));
        String script = ScriptModules.joined(MODULES, name -> resource(name + ".mjs"));
        return new FrontEnd(style, script);
    }

    private static String resource(String name) {
        try (InputStream in = FrontEnd.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the policy of the page: its own style and script by their hashes, and nothing else} */
    String policy() {
        return "default-src 'none'; script-src '" + hash(script) + "'; style-src '" + hash(style)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
