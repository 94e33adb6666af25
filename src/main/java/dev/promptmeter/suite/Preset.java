package dev.promptmeter.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A name for what many suites would write alike. It only fills keys that are not written.
 *
 * @param name as written
 * @param baseUrl of the endpoint; null for the simulator, which has none before it runs
 * @param baseUrlEnv a variable that moves it; null for none
 * @param apiKeyEnv variables that may hold the key, the first that is set wins
 * @param auth {@code bearer} or {@code none}
 */
record Preset(
        String name, @Nullable String baseUrl, @Nullable String baseUrlEnv, List<String> apiKeyEnv, String auth) {

    static final String SIMULATOR = "simulator";

    /** Those that ship. */
    static final List<Preset> ALL = load();

    Preset {
        apiKeyEnv = List.copyOf(apiKeyEnv);
    }

    private static List<Preset> load() {
        try (InputStream in = Preset.class.getResourceAsStream("presets.json")) {
            JsonNode presets = JsonMapper.shared().readTree(in).get("presets");
            return presets.valueStream().map(Preset::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Preset of(JsonNode node) {
        return new Preset(
                node.get("name").asString(),
                node.has("baseUrl") ? node.get("baseUrl").asString() : null,
                node.has("baseUrlEnv") ? node.get("baseUrlEnv").asString() : null,
                node.path("apiKeyEnv").valueStream().map(JsonNode::asString).toList(),
                node.path("auth").asString("bearer"));
    }

    static Optional<Preset> named(@Nullable String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Preset::name).toList();
    }

    boolean simulator() {
        return name.equals(SIMULATOR);
    }
}
