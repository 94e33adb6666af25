package dev.promptmeter.suite;

import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.Model.Delivery;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import dev.promptmeter.suite.SuiteFiles.Reach;
import dev.promptmeter.suite.SuiteResolver.DirectPrompt;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run without a suite file, as the command line describes it. A null part was not given.
 *
 * @param data the dataset as given, or {@code -}
 * @param model name sent to the endpoint
 * @param baseUrl of the endpoint
 * @param apiKeyEnv name of the variable that holds the key
 * @param preset name of a preset
 * @param promptFile template of the user message
 * @param system stands in where the column {@code system} is blank or missing
 * @param params parameters by name, {@code extra.NAME} included, as YAML values
 * @param delivery how answers are asked for
 * @param gates expressions; empty for the implied gate
 */
public record DirectMode(
        String data,
        @Nullable String model,
        @Nullable String baseUrl,
        @Nullable String apiKeyEnv,
        @Nullable String preset,
        @Nullable String promptFile,
        @Nullable String system,
        Map<String, String> params,
        Delivery delivery,
        List<String> gates) {

    /** Copies the collections and keeps their order. */
    public DirectMode {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        gates = List.copyOf(gates);
    }

    /** {@return whether that argument is a dataset and not a suite} */
    public static boolean takes(String argument) {
        String name = argument.toLowerCase(Locale.ROOT);
        return argument.equals("-")
                || List.of(".csv", ".tsv", ".jsonl", ".ndjson").stream().anyMatch(name::endsWith);
    }

    /** {@return a run of that dataset against the simulator} */
    public static DirectMode of(String data) {
        return new DirectMode(data, null, null, null, null, null, null, Map.of(), Delivery.PLAIN, List.of());
    }

    /**
     * {@return the suite that the flags amount to}
     *
     * @throws SuiteException with every fault of the stage that found some
     */
    public Suite suite(SuiteOptions options) {
        // Every path stands on the command line, where any file may be named.
        SuiteFiles files = new SuiteFiles(Path.of(""), Reach.ANYWHERE);
        return new SuiteReader(options).read(tree(), null, new DirectPrompt(system), files);
    }

    private Mapping tree() {
        String id = ItemId.ofFile(data);
        Map<String, Node> suite = new LinkedHashMap<>();
        suite.put("version", plain("1", ""));
        suite.put("name", text(id, ""));
        suite.put("models", list(modelSection()));
        if (promptFile != null) {
            Map<String, Node> prompt = new LinkedHashMap<>();
            prompt.put("id", text("default", ""));
            prompt.put("file", text(promptFile, "--prompt-file"));
            suite.put("prompts", list(map(prompt, "--prompt-file")));
        }
        Map<String, Node> dataset = new LinkedHashMap<>();
        dataset.put("id", text(id, ""));
        dataset.put("file", text(data, ""));
        suite.put("datasets", list(map(dataset, "")));
        if (!gates.isEmpty()) {
            List<Node> all = new ArrayList<>();
            gates.forEach(gate -> all.add(text(gate, "--gate")));
            suite.put("gates", new Items(all, Place.flag("--gate")));
        }
        return map(suite, "");
    }

    private Mapping modelSection() {
        String chosen = preset == null ? impliedPreset() : preset;
        Map<String, Node> section = new LinkedHashMap<>();
        put(section, "preset", chosen, "--preset");
        put(section, "baseUrl", baseUrl, "--base-url");
        put(section, "apiKeyEnv", apiKeyEnv, "--api-key-env");
        section.put("model", text(modelName(chosen), "--model"));
        if (delivery == Delivery.STREAM) {
            section.put("stream", plain("true", "--stream"));
        }
        if (!params.isEmpty()) {
            section.put("params", paramTree());
        }
        return map(section, "--model");
    }

    private String modelName(@Nullable String chosen) {
        if (model != null) {
            return model;
        }
        if (Preset.SIMULATOR.equals(chosen)) {
            return Preset.SIMULATOR;
        }
        String given = baseUrl == null ? "--preset " + preset : "--base-url";
        throw fault("PM-1007", "'" + given + "' needs the name of a model: --model NAME");
    }

    /** The host of a preset has that preset's key; nothing given at all means the simulator. */
    private @Nullable String impliedPreset() {
        if (baseUrl != null) {
            URI uri = BaseUrl.read(baseUrl).value();
            return uri == null || apiKeyEnv != null
                    ? null
                    : presetAt(BaseUrl.origin(uri)).orElse(null);
        }
        if (model != null) {
            throw fault("PM-1007", "'--model " + model + "' needs an endpoint: --base-url URL or --preset NAME");
        }
        return Preset.SIMULATOR;
    }

    private static Optional<String> presetAt(String origin) {
        for (Preset known : Preset.ALL) {
            if (known.baseUrl() != null
                    && BaseUrl.origin(URI.create(known.baseUrl())).equals(origin)) {
                return Optional.of(known.name());
            }
        }
        return Optional.empty();
    }

    private Mapping paramTree() {
        Map<String, Node> flat = new LinkedHashMap<>();
        Map<String, Node> extra = new LinkedHashMap<>();
        params.forEach((name, value) -> {
            Node node = YamlTree.readValue(value, Place.flag("--param " + name));
            if (name.startsWith("extra.")) {
                extra.put(name.substring("extra.".length()), node);
            } else {
                flat.put(name, node);
            }
        });
        if (!extra.isEmpty()) {
            flat.put("extra", map(extra, "--param"));
        }
        return map(flat, "--param");
    }

    private static SuiteException fault(String code, String text) {
        return new SuiteException(List.of(Problem.of(code, Source.NOWHERE, text)));
    }

    private static void put(Map<String, Node> map, String key, @Nullable String value, String flag) {
        if (value != null) {
            map.put(key, text(value, flag));
        }
    }

    private static Scalar text(String text, String flag) {
        return new Scalar(text, Node.Style.QUOTED, place(flag));
    }

    private static Scalar plain(String text, String flag) {
        return new Scalar(text, Node.Style.PLAIN, place(flag));
    }

    private static Place place(String flag) {
        return flag.isEmpty() ? Place.direct() : Place.flag(flag);
    }

    private static Items list(Node item) {
        return new Items(List.of(item), item.place());
    }

    private static Mapping map(Map<String, Node> nodes, String flag) {
        Mapping mapping = new Mapping(Map.of(), place(flag));
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            mapping = mapping.with(entry.getKey(), entry.getValue());
        }
        return mapping;
    }
}
