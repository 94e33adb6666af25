package dev.promptmeter.suite;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what looks like an API key in a suite or in text. What it finds is never shown. */
final class LiteralKeys {

    private static final Pattern KEY_NAME = Pattern.compile("(?i)api[-_]?key");
    /** Prefixes that vendors give their keys, wherever they stand in a text. */
    private static final Pattern WITH_PREFIX = Pattern.compile(
            "(?<![A-Za-z0-9])(sk-[A-Za-z0-9_-]{16,}|gsk_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}"
                    + "|AKIA[0-9A-Z]{16}|AIza[A-Za-z0-9_-]{30,}|hf_[A-Za-z0-9]{20,}|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}"
                    + "|[Bb]earer +[A-Za-z0-9._~+/-]{16,})");
    /** 32 hexadecimal digits and nothing else: the shape of keys without a prefix. */
    private static final Pattern BARE = Pattern.compile("[0-9a-fA-F]{32}");

    private static final int SHORTEST = 14;
    private static final int BARE_DIGITS = 32;
    /** How each alternative of {@link #WITH_PREFIX} begins. */
    private static final List<String> PREFIXES =
            List.of("sk-", "gsk_", "gh", "xox", "AKIA", "AIza", "hf_", "eyJ", "Bearer ", "bearer ");

    private static final String BEGINNINGS = "sgxAheBb";

    private LiteralKeys() {}

    /** {@return whether something in the text is shaped like an API key} */
    static boolean in(String text) {
        return text.length() >= SHORTEST
                && (mayHoldPrefix(text) && WITH_PREFIX.matcher(text).find()
                        || text.length() == BARE_DIGITS && BARE.matcher(text).matches());
    }

    /** {@return whether some text of the row is shaped like an API key: a cell, a value to tell rows apart by, or a check} */
    static boolean in(Row row) {
        return row.vars().values().stream().anyMatch(LiteralKeys::in)
                || in(row.id())
                || row.meta().values().stream()
                        .anyMatch(values -> values.stream().anyMatch(LiteralKeys::in))
                || row.checks().stream()
                        .flatMap(check -> check.whole().stream())
                        .anyMatch(check -> in(check.origin().text()));
    }

    /** Every cell of a dataset passes here, and hardly any has a word that begins like a key. */
    private static boolean mayHoldPrefix(String text) {
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!within && BEGINNINGS.indexOf(c) >= 0 && begins(text, i)) {
                return true;
            }
            within = c < 128 && (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
        }
        return false;
    }

    private static boolean begins(String text, int at) {
        for (String prefix : PREFIXES) {
            if (text.startsWith(prefix, at)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a problem for each place of the suite where a key seems to be written. */
    static void refuse(Node node, String path, Findings findings) {
        if (node instanceof Scalar scalar && in(scalar.text())) {
            findings.add("PM-1108", scalar.place(), text(path));
        } else if (node instanceof Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                refuse(items.items().get(i), path + "[" + i + "]", findings);
            }
        } else if (node instanceof Mapping mapping) {
            mapping.entries().forEach((name, entry) -> refuse(name, entry, path, findings));
        }
    }

    private static void refuse(String name, Entry entry, String path, Findings findings) {
        String child = Fields.child(path, name);
        boolean named = KEY_NAME.matcher(name).matches() && entry.value() instanceof Scalar;
        if (named || in(name)) {
            findings.add("PM-1108", entry.key(), text(in(name) ? path : child));
        } else {
            refuse(entry.value(), child, findings);
        }
    }

    private static String text(String path) {
        return "the suite holds something that looks like an API key at " + path
                + "; write the NAME of a variable in apiKeyEnv (the value is not shown)";
    }
}
