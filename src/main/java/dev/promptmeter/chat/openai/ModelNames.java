package dev.promptmeter.chat.openai;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The names of a well-formed list of models.
 *
 * @param names as listed
 * @param prices what it says of the price of some of them, on one line each
 * @param partial whether the list says that there are more
 */
record ModelNames(List<String> names, Map<String, String> prices, boolean partial) {

    private static final int MOST_NEAREST = 3;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PRICING = 160;

    /** {@return the names in that answer; null if it is not a list of models} */
    static @Nullable ModelNames of(JsonNode root) {
        JsonNode list = root.isArray() ? root : root.path("data");
        if (!list.isArray()) {
            return null;
        }
        List<String> names = new ArrayList<>();
        Map<String, String> prices = new HashMap<>();
        for (JsonNode model : list) {
            String id = Fields.text(model, "id");
            if (id == null) {
                return null;
            }
            names.add(id);
            if (model.path("pricing").isObject()) {
                prices.put(id, VisibleText.of(model.path("pricing").toString(), LONGEST_PRICING));
            }
        }
        return new ModelNames(List.copyOf(names), prices, root.path("has_more").asBoolean(false));
    }

    /** {@return what the list says of the price of that model; null if nothing} */
    @Nullable
    String pricing(String model) {
        return prices.get(model);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean contains(String model) {
        return names.contains(model);
    }

    /** {@return at most three names, the nearest first} */
    List<String> nearest(String model) {
        return names.stream()
                .filter(name -> name.length() <= LONGEST_NAME)
                .distinct()
                .map(name -> new Near(distance(model, name), name))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST_NEAREST)
                .map(Near::name)
                .toList();
    }

    private record Near(int distance, String name) {}

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
