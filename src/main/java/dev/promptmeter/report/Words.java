package dev.promptmeter.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that come again and again, numbered in order of first use. */
final class Words {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** {@return the number of that word; null for no word} */
    @Nullable
    Integer number(@Nullable String word) {
        if (word == null) {
            return null;
        }
        Integer known = numbers.putIfAbsent(word, numbers.size());
        return known == null ? Integer.valueOf(numbers.size() - 1) : known;
    }

    List<String> list() {
        return List.copyOf(numbers.keySet());
    }
}
