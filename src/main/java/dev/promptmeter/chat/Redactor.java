package dev.promptmeter.chat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Masks every secret of a run, by its exact value in each form that it may take, wherever text leaves the program.
 *
 * <p>All forms are looked for in one pass: where none of them can begin or go on, it skips ahead by most of the length of the shortest.
 */
public final class Redactor {

    /** Masks nothing: for runs without a key. */
    public static final Redactor NONE = new Redactor(List.of());

    private static final String MASK = "***";

    /** Pairs of bytes are folded into this many; a collision costs time, never a hit. */
    private static final int PAIRS = 1 << 12;

    private final List<byte[]> forms;
    private final int shortest;
    private final int[] skips;

    private Redactor(List<byte[]> forms) {
        this.forms = forms;
        this.shortest = forms.stream().mapToInt(form -> form.length).min().orElse(0);
        this.skips = skips(forms, shortest);
    }

    /** {@return a redactor of these secrets in all their forms} */
    public static Redactor of(Collection<Secret> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            addForms(secret.reveal(), forms);
        }
        List<byte[]> longestFirst = new ArrayList<>();
        forms.forEach(form -> longestFirst.add(form.getBytes(StandardCharsets.UTF_8)));
        longestFirst.sort((a, b) -> b.length - a.length);
        return longestFirst.isEmpty() ? NONE : new Redactor(List.copyOf(longestFirst));
    }

    private static void addForms(String key, Set<String> forms) {
        forms.add(key);
        String json = key.replace("\\", "\\\\").replace("\"", "\\\"");
        forms.add(json);
        forms.add(json.replace("/", "\\/"));
        forms.add(json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
        String html = key.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        forms.add(html);
        forms.add(html.replace("'", "&#39;"));
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
                out.replace(i + 1, i + 3, out.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
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

    /** How far a window of the shortest form's length may move when those two bytes stand at its end. */
    private static int[] skips(List<byte[]> forms, int window) {
        int[] skips = new int[PAIRS];
        Arrays.fill(skips, Math.max(1, window - 1));
        for (byte[] form : forms) {
            for (int end = 1; end < window; end++) {
                int pair = pair(form[end - 1], form[end]);
                skips[pair] = Math.min(skips[pair], window - 1 - end);
            }
        }
        return skips;
    }

    private static int pair(byte first, byte second) {
        return ((first & 0x7F) * 31 + (second & 0xFF)) & (PAIRS - 1);
    }

    /** {@return the text with every form of every secret replaced by {@code ***}} */
    public String redact(String text) {
        if (forms.isEmpty()) {
            return text;
        }
        // One byte for each char, so that positions agree; every form is ASCII and a wider char can be part of none.
        byte[] narrow = new byte[text.length()];
        for (int i = 0; i < narrow.length; i++) {
            char c = text.charAt(i);
            narrow[i] = c < 0x80 ? (byte) c : (byte) 0x80;
        }
        StringBuilder out = null;
        int copied = 0;
        for (Hit hit = next(narrow, 0); hit != null; hit = next(narrow, hit.to())) {
            out = out == null ? new StringBuilder(text.length()) : out;
            out.append(text, copied, hit.from()).append(MASK);
            copied = hit.to();
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /** {@return the bytes with each byte of a secret replaced by {@code *}, or the same array if there was none} */
    public byte[] redact(byte[] bytes) {
        byte[] out = bytes;
        for (Hit hit = next(bytes, 0); hit != null; hit = next(bytes, hit.to())) {
            out = out == bytes ? bytes.clone() : out;
            Arrays.fill(out, hit.from(), hit.to(), (byte) '*');
        }
        return out;
    }

    private record Hit(int from, int to) {}

    private @Nullable Hit next(byte[] bytes, int from) {
        if (forms.isEmpty()) {
            return null;
        }
        int end = from + shortest - 1;
        while (end < bytes.length) {
            int skip = skips[pair(bytes[end - 1], bytes[end])];
            if (skip > 0) {
                end += skip;
                continue;
            }
            byte[] form = formAt(bytes, end - shortest + 1);
            if (form != null) {
                int at = end - shortest + 1;
                return new Hit(at, at + form.length);
            }
            end++;
        }
        return null;
    }

    /** The longest form that begins there; longer ones stand first. */
    private byte @Nullable [] formAt(byte[] bytes, int at) {
        for (byte[] form : forms) {
            int to = at + form.length;
            if (to <= bytes.length && Arrays.equals(bytes, at, to, form, 0, form.length)) {
                return form;
            }
        }
        return null;
    }
}
