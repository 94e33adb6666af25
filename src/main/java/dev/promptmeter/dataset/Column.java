package dev.promptmeter.dataset;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One column of a dataset.
 *
 * @param name as in the header, trimmed
 * @param role what its cells mean
 * @param key the metadata key, or the column that a configuration addresses; else empty
 */
record Column(String name, Role role, String key) {

    /** What the cells of a column mean. */
    enum Role {
        VARIABLE,
        EXPECTED,
        EXPECTED_FINISH,
        CHECKS,
        METRIC,
        CONFIG,
        METADATA,
        METADATA_LIST,
        PREFIX,
        SUFFIX,
        DESCRIPTION,
        THRESHOLD,
        PROVIDED_OUTPUT,
        ID,
        SKIP,
        MAX_TOKENS,
        /** The header is wrong here; the cells are not looked at. */
        UNUSABLE
    }

    /** Checks as maps, which only JSON can hold. */
    static final String CHECKS_NAME = "__checks";

    static final String METADATA_NAME = "__metadata";

    static final String EXPECTED_NAME = "__expected";
    private static final String METADATA_PREFIX = METADATA_NAME + ":";
    private static final String CONFIG_PREFIX = "__config:";
    private static final String CONFIG_SUFFIX = ":threshold";

    private static final Map<String, Role> FIXED = Map.ofEntries(
            Map.entry(EXPECTED_NAME, Role.EXPECTED),
            Map.entry(Row.FINISH_COLUMN, Role.EXPECTED_FINISH),
            Map.entry("__metric", Role.METRIC),
            Map.entry("__prefix", Role.PREFIX),
            Map.entry("__suffix", Role.SUFFIX),
            Map.entry("__description", Role.DESCRIPTION),
            Map.entry("__threshold", Role.THRESHOLD),
            Map.entry("__providerOutput", Role.PROVIDED_OUTPUT),
            Map.entry("__id", Role.ID),
            Map.entry("__skip", Role.SKIP),
            Map.entry("__max_tokens", Role.MAX_TOKENS));

    static Column variable(String name) {
        return new Column(name, Role.VARIABLE, "");
    }

    static Column unusable(String name) {
        return new Column(name, Role.UNUSABLE, "");
    }

    /** {@return the column with this special name, or empty if no such name is known} */
    static Optional<Column> special(String name) {
        Role fixed = FIXED.get(name);
        if (fixed != null) {
            return Optional.of(new Column(name, fixed, ""));
        }
        if (name.startsWith(METADATA_PREFIX)) {
            return metadata(name, Blanks.strip(name.substring(METADATA_PREFIX.length())));
        }
        if (name.startsWith(CONFIG_PREFIX) && name.endsWith(CONFIG_SUFFIX)) {
            int end = name.length() - CONFIG_SUFFIX.length();
            return end <= CONFIG_PREFIX.length()
                    ? Optional.empty()
                    : Optional.of(new Column(name, Role.CONFIG, name.substring(CONFIG_PREFIX.length(), end)));
        }
        return numbered(name) ? Optional.of(new Column(name, Role.EXPECTED, "")) : Optional.empty();
    }

    private static Optional<Column> metadata(String name, String key) {
        boolean list = key.endsWith("[]");
        String bare = list ? Blanks.strip(key.substring(0, key.length() - 2)) : key;
        return bare.isEmpty()
                ? Optional.empty()
                : Optional.of(new Column(name, list ? Role.METADATA_LIST : Role.METADATA, bare));
    }

    private static boolean numbered(String name) {
        if (!name.startsWith(EXPECTED_NAME)) {
            return false;
        }
        String number = name.substring(EXPECTED_NAME.length());
        boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && !number.isEmpty() && number.length() <= 2 && number.charAt(0) != '0';
    }

    /** {@return the special names, for suggestions} */
    static Set<String> specialNames() {
        Set<String> names = new TreeSet<>(FIXED.keySet());
        names.add("__expected1");
        names.add("__metadata:KEY");
        names.add("__config:__expected:threshold");
        return names;
    }
}
