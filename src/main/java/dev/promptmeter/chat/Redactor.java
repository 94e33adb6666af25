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

    /** Stand for the first and the further chars of a secret: no char of a text is narrowed to them. */
    private static final byte BEGUN = (byte) 0xFE;

    private static final byte HIDDEN = (byte) 0xFF;

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
        List<byte[]> bytes = new ArrayList<>();
        forms.forEach(form -> bytes.add(form.getBytes(StandardCharsets.UTF_8)));
        return ofForms(bytes);
    }

    private static Redactor ofForms(List<byte[]> forms) {
        forms.sort((a, b) -> b.length - a.length);
        return forms.isEmpty() ? NONE : new Redactor(List.copyOf(forms));
    }

    /** {@return a redactor of the secrets of both} */
    public Redactor and(Redactor other) {
        List<byte[]> both = new ArrayList<>(forms);
        both.addAll(other.forms);
        return ofForms(both);
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
        forms.add(html.replace("'", "&#39;").replace("`", "&#96;"));
        String percent = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        for (String each : List.of(percent, asInScripts(percent))) {
            forms.add(each);
            forms.add(lowerHex(each));
        }
        for (String text : List.of(key, "Bearer " + key)) {
            addBase64(text, forms);
        }
    }

    /** What browsers and scripts leave as it is, and Java encodes. */
    private static String asInScripts(String percent) {
        return percent.replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
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
        if (text.length() < shortest || forms.isEmpty()) {
            return text;
        }
        byte[] narrow = narrow(text);
        byte[] masked = redacted(narrow, BEGUN, HIDDEN);
        return masked == narrow ? text : starred(text, masked);
    }

    /** One byte for each char, so that positions agree; every form is ASCII and a wider char can be part of none. */
    private static byte[] narrow(String text) {
        byte[] narrow = new byte[text.length()];
        for (int i = 0; i < narrow.length; i++) {
            char c = text.charAt(i);
            narrow[i] = c < 0x80 ? (byte) c : (byte) 0x80;
        }
        return narrow;
    }

    private static String starred(String text, byte[] masked) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < masked.length; i++) {
            if (masked[i] == BEGUN) {
                out.append(MASK);
            } else if (masked[i] != HIDDEN) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /** {@return the bytes with each byte of a secret replaced by {@code *}, or the same array if there was none} */
    public byte[] redact(byte[] bytes) {
        return redacted(bytes, (byte) '*', (byte) '*');
    }

    private byte[] redacted(byte[] bytes, byte first, byte rest) {
        var out = new Object() {
            byte[] masked = bytes;
        };
        EscapedText.Mask mask = (from, to) -> {
            out.masked = out.masked == bytes ? bytes.clone() : out.masked;
            Arrays.fill(out.masked, from, to, rest);
            out.masked[from] = first;
        };
        if (!forms.isEmpty()) {
            search(bytes, mask);
            EscapedText.search(bytes, this::search, mask);
        }
        return out.masked;
    }

    private void search(byte[] bytes, EscapedText.Mask mask) {
        for (Hit hit = next(bytes, 0); hit != null; hit = next(bytes, hit.to())) {
            mask.hide(hit.from(), hit.to());
        }
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
