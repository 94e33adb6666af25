package dev.promptmeter;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** A key that nobody may ever see, and the search for it in every form that it may take. It shares no code with what masks keys. */
public final class Canary {

    /** The key of this run of the tests: every run of the program that asks an endpoint sends it. */
    public static final Canary USUAL = Canary.of(hex(new Random()));

    private static final int HEX_DIGITS = 32;
    private static final int PIECE = 4 << 20;
    private static final int LONGEST_FORM = 1_000;

    private final String key;
    private final List<String> forms;

    private Canary(String key, List<String> forms) {
        this.key = key;
        this.forms = forms;
    }

    private static String hex(Random random) {
        return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong())
                .substring(0, HEX_DIGITS);
    }

    /** {@return the search for that key} */
    public static Canary of(String key) {
        Set<String> forms =
                new LinkedHashSet<>(List.of(key, key.replace("\\", "\\\\").replace("\"", "\\\"")));
        StringBuilder escapes = new StringBuilder();
        StringBuilder html = new StringBuilder();
        StringBuilder percents = new StringBuilder();
        StringBuilder references = new StringBuilder();
        StringBuilder hexadecimal = new StringBuilder();
        for (char c : key.toCharArray()) {
            escapes.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            percents.append(String.format(Locale.ROOT, "%%%02x", (int) c));
            references.append(String.format(Locale.ROOT, "&#%d;", (int) c));
            hexadecimal.append(String.format(Locale.ROOT, "&#x%X;", (int) c));
            html.append(
                    switch (c) {
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '&' -> "&amp;";
                        case '"' -> "&quot;";
                        default -> String.valueOf(c);
                    });
        }
        forms.addAll(List.of(escapes.toString(), html.toString(), percents.toString()));
        forms.addAll(List.of(references.toString(), hexadecimal.toString()));
        String percent = URLEncoder.encode(key, StandardCharsets.UTF_8);
        forms.addAll(List.of(percent, percent.toLowerCase(Locale.ROOT)));
        for (String text : List.of(key, "Bearer " + key)) {
            for (int before = 0; before < 3; before++) {
                forms.add(base64("x".repeat(before) + text, before));
            }
        }
        return new Canary(key, List.copyOf(forms));
    }

    /** The digits that neither the bytes before the text nor those after it have a part in. */
    private static String base64(String text, int before) {
        String whole = Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return whole.substring(before == 0 ? 0 : before + 1, text.length() * 8 / 6);
    }

    /** {@return the key} */
    public String key() {
        return key;
    }

    /** {@return every form that is looked for} */
    public List<String> forms() {
        return forms;
    }

    /** {@return the form in which the text holds the key; empty if it does not} */
    public Optional<String> in(String text) {
        String slashed = text.replace('-', '+').replace('_', '/');
        return forms.stream()
                .filter(form -> text.contains(form) || slashed.contains(form))
                .findFirst();
    }

    /** {@return the files below that folder, their names included, that hold the key; links are not followed} */
    public List<String> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(this::heldBy).map(Path::toString).toList();
        }
    }

    private boolean heldBy(Path file) {
        try {
            boolean named = in(String.valueOf(file.getFileName())).isPresent();
            return named || Files.isRegularFile(file) && Files.isReadable(file) && inPieces(file);
        } catch (IOException e) {
            // Deleted while we looked: nobody sees it any more.
            return false;
        }
    }

    /** A run of 100,000 rows does not fit into the memory of the tests. */
    private boolean inPieces(Path file) throws IOException {
        String end = "";
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                String text = end + new String(piece, StandardCharsets.ISO_8859_1);
                if (in(text).isPresent()) {
                    return true;
                }
                end = text.substring(Math.max(0, text.length() - LONGEST_FORM));
            }
        }
        return false;
    }
}
