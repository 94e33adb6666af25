package dev.promptmeter.chat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Masks every secret of a run, by its exact value in each form that it may take, wherever text leaves the program. */
public final class Redactor {

    /** Masks nothing: for runs without a key. */
    public static final Redactor NONE = new Redactor(List.of());

    private static final String MASK = "***";

    private final List<String> forms;
    private final List<byte[]> rawForms;

    private Redactor(List<String> forms) {
        this.forms = forms;
        this.rawForms = forms.stream()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** {@return a redactor of these secrets in all their forms} */
    public static Redactor of(Collection<Secret> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            addForms(secret.reveal(), forms);
        }
        List<String> longestFirst = new ArrayList<>(forms);
        longestFirst.sort((a, b) -> b.length() - a.length());
        return longestFirst.isEmpty() ? NONE : new Redactor(List.copyOf(longestFirst));
    }

    private static void addForms(String key, Set<String> forms) {
        forms.add(key);
        forms.add(key.replace("\\", "\\\\").replace("\"", "\\\""));
        forms.add(key.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;"));
        String percent = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        forms.add(percent);
        forms.add(lowerHex(percent));
        for (String text : List.of(key, "Bearer " + key)) {
            addBase64(text, forms);
        }
    }

    private static String lowerHex(String percent) {
        StringBuilder out = new StringBuilder(percent);
        for (int i = 0; i < out.length() - 2; i++) {
            if (out.charAt(i) == '%') {
                out.setCharAt(i + 1, Character.toLowerCase(out.charAt(i + 1)));
                out.setCharAt(i + 2, Character.toLowerCase(out.charAt(i + 2)));
            }
        }
        return out.toString();
    }

    /** The characters that any text around the key leaves alone, for each of the three places it may begin at. */
    private static void addBase64(String text, Set<String> forms) {
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = ("\0".repeat(shift) + text).getBytes(StandardCharsets.UTF_8);
            int from = shift == 0 ? 0 : shift + 1;
            int to = shifted.length * 8 / 6;
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                forms.add(encoder.encodeToString(shifted).substring(from, to));
            }
        }
    }

    /** {@return the text with every form of every secret replaced by {@code ***}} */
    public String redact(String text) {
        String out = text;
        for (String form : forms) {
            out = out.contains(form) ? out.replace(form, MASK) : out;
        }
        return out;
    }

    /** {@return the bytes with each byte of a secret replaced by {@code *}, or the same array if there was none} */
    public byte[] redact(byte[] bytes) {
        byte[] out = bytes;
        for (byte[] form : rawForms) {
            for (int at = indexOf(out, form, 0); at >= 0; at = indexOf(out, form, at + form.length)) {
                out = out == bytes ? bytes.clone() : out;
                Arrays.fill(out, at, at + form.length, (byte) '*');
            }
        }
        return out;
    }

    private static int indexOf(byte[] bytes, byte[] form, int from) {
        int last = bytes.length - form.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == form[0] && Arrays.equals(bytes, i, i + form.length, form, 0, form.length)) {
                return i;
            }
        }
        return -1;
    }
}
