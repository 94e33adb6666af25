package dev.promptmeter.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a suite file that knows where it stands and is not typed yet. */
sealed interface Node {

    /** Where it begins. */
    Place place();

    /** What a message calls it. */
    String shown();

    /** How a scalar was written. */
    enum Style {
        /** Without quotes. */
        PLAIN,
        /** In quotes or as a block. */
        QUOTED,
        /** Made from a variable: neither quotes nor their absence say anything. */
        EXPANDED
    }

    /**
     * Characters.
     *
     * @param text of the scalar
     * @param style how it was written
     * @param place where it begins
     */
    record Scalar(String text, Style style, Place place) implements Node {

        private static final int LONGEST = 60;

        @Override
        public String shown() {
            if (text.isEmpty() && style == Style.PLAIN) {
                return "nothing";
            }
            String visible = text.replaceAll("\\p{C}", "\uFFFD");
            return "'" + (visible.length() > LONGEST ? visible.substring(0, LONGEST) + "…" : visible) + "'";
        }

        boolean quoted() {
            return style == Style.QUOTED;
        }
    }

    /**
     * A list.
     *
     * @param items in order
     * @param place where it begins
     */
    record Items(List<Node> items, Place place) implements Node {

        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /**
     * A map.
     *
     * @param entries in the order written
     * @param place where it begins
     */
    record Mapping(Map<String, Entry> entries, Place place) implements Node {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String shown() {
            return "a map";
        }

        @Nullable
        Node get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        Mapping with(String key, Node value) {
            Entry former = entries.get(key);
            return with(key, new Entry(former == null ? value.place() : former.key(), value));
        }

        Mapping with(String key, Entry entry) {
            Map<String, Entry> copy = new LinkedHashMap<>(entries);
            copy.put(key, entry);
            return new Mapping(copy, place);
        }
    }

    /**
     * A key and its value.
     *
     * @param key where the key stands
     * @param value what it is given
     */
    record Entry(Place key, Node value) {}
}
