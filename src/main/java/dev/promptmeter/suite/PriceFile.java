package dev.promptmeter.suite;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.PriceSection.Pricing;
import dev.promptmeter.suite.SuiteFiles.Found;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prices in a file in the JSON form of LiteLLM. Those that a suite needs are written into its tree, which is kept with the run. */
final class PriceFile {

    private static final long LIMIT = 32 << 20;

    private final Found file;
    private final JsonNode prices;
    private final String sha;

    private PriceFile(Found file, JsonNode prices, String sha) {
        this.file = file;
        this.prices = prices;
        this.sha = sha;
    }

    /**
     * A suite with prices from a file.
     *
     * @param tree of the suite, with them
     * @param used which file it was
     */
    record Priced(Mapping tree, Used used) {}

    /**
     * What was taken from a file of prices.
     *
     * @param file as a user would type it
     * @param sha256 of its text, hex
     * @param keys names under which models were found there, by model id
     */
    record Used(String file, String sha256, Map<String, String> keys) {

        /** {@return the same for the journal} */
        ObjectNode json() {
            ObjectNode json = Json.object().put("file", file).put("sha256", sha256);
            ObjectNode matched = json.putObject("matched");
            keys.forEach(matched::put);
            return json;
        }
    }

    /** {@return the file of that name; null if it is no such file, which is then among the findings} */
    static @Nullable PriceFile read(WrittenFile written, SuiteFiles files, Findings findings) {
        Found found = files.file(written.name(), written.place(), findings);
        if (found == null) {
            return null;
        }
        try {
            String text = SuiteText.read(found.path(), found.shown(), LIMIT);
            JsonNode prices = JsonMapper.shared().readTree(text);
            if (prices.isObject()) {
                return new PriceFile(found, prices, sha256(text));
            }
        } catch (SuiteException e) {
            findings.addAll(e.problems());
            return null;
        } catch (JacksonException e) {
            // Said below, in words that fit both.
        }
        findings.add(
                "PM-1101",
                new Source(found.shown(), 0, 0),
                "is no file of prices: expected a JSON object of models, each with input_cost_per_token");
        return null;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return the tree with the prices of the models that have none in the suite itself} */
    Priced into(Mapping tree, SuiteSection section, Findings findings) {
        Mapping pricing = (Mapping) tree.get("pricing");
        Pricing written = section.pricing();
        if (pricing == null || written == null) {
            throw new IllegalStateException("whoever names a file of prices has that section");
        }
        Mapping models = pricing.get("models") instanceof Mapping some ? some : new Mapping(Map.of(), pricing.place());
        Map<String, String> keys = new LinkedHashMap<>();
        for (ModelSection model : section.models()) {
            boolean priced = model.price() != null
                    || written.models().containsKey(model.id())
                    || written.models().containsKey(model.model());
            String key = priced ? null : key(model);
            ObjectNode price = key == null ? null : FilePrice.of(prices.get(key));
            if (price != null) {
                keys.put(model.id(), key);
                models = models.with(model.id(), ResolvedTree.node(price, pricing.place()));
            } else if (!priced) {
                findings.add(
                        "PM-6108",
                        pricing.place(),
                        file.shown() + " has no price for model '" + model.model() + "'" + hint(model, key));
            }
        }
        Mapping amended = tree.with("pricing", pricing.with("models", models));
        return new Priced(amended, new Used(file.shown(), sha, keys));
    }

    private @Nullable String key(ModelSection model) {
        return prices.has(model.id()) ? model.id() : prices.has(model.model()) ? model.model() : null;
    }

    private String hint(ModelSection model, @Nullable String key) {
        if (key != null) {
            return " that tells what a token of input and one of output cost";
        }
        return NearName.of(model.model(), prices.propertyNames())
                .map(near -> ": did you mean '" + near + "'?")
                .orElse("");
    }
}
