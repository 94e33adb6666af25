package dev.promptmeter.suite;

import dev.promptmeter.chat.openai.Deadlines;
import dev.promptmeter.run.Model.Delivery;
import dev.promptmeter.suite.ModelSpec.KeyRule;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what a model section leaves open: presets fill what is not written, and a key is bound to the host it was named for. */
final class ModelResolver {

    private static final String SCRIPT = "script";

    private final Environment environment;
    private final SuiteFiles files;
    private final RunSettings run;
    private final Findings findings;

    ModelResolver(Environment environment, SuiteFiles files, RunSettings run, Findings findings) {
        this.environment = environment;
        this.files = files;
        this.run = run;
        this.findings = findings;
    }

    /** {@return the model; null if a problem was added} */
    @Nullable
    ModelSpec resolve(ModelSection section) {
        Preset preset = Preset.named(section.preset()).orElse(null);
        boolean simulated = preset != null && preset.simulator();
        refuseContradictions(section, simulated ? Kind.SIMULATED : Kind.REMOTE);
        URI baseUri = simulated ? null : baseUri(section, preset);
        if (!simulated && baseUri == null) {
            return null;
        }
        return new ModelSpec(
                section.id(),
                section.model(),
                baseUri,
                keyRule(section, preset, baseUri),
                section.headers(),
                section.stream() ? Delivery.STREAM : Delivery.PLAIN,
                TokenLimit.sent(section, run.spend(), findings),
                section.concurrency(),
                section.rates(),
                deadlines(section),
                simulated ? withScript(section) : Map.of(),
                section.place().source());
    }

    private enum Kind {
        SIMULATED,
        REMOTE
    }

    private void refuseContradictions(ModelSection section, Kind kind) {
        if (kind == Kind.REMOTE && !section.simulator().isEmpty()) {
            findings.add(
                    "PM-1106", section.place(), "model " + section.id() + ": 'simulator' needs 'preset: simulator'");
        }
        if (kind == Kind.SIMULATED && section.baseUrl() != null) {
            findings.add(
                    "PM-1106",
                    section.place(),
                    "model " + section.id()
                            + ": the preset simulator runs inside this process; leave out baseUrl, or leave out the preset");
        }
    }

    private @Nullable URI baseUri(ModelSection section, @Nullable Preset preset) {
        if (section.baseUrl() != null) {
            return section.baseUrl();
        }
        String moved = preset == null || preset.baseUrlEnv() == null ? null : environment.find(preset.baseUrlEnv());
        String written = moved != null && !moved.isBlank() ? moved : preset == null ? null : preset.baseUrl();
        if (written == null) {
            findings.add("PM-1106", section.place(), "model " + section.id() + ": needs baseUrl or preset");
            return null;
        }
        ScalarShape.Reading<URI> reading = BaseUrl.read(written);
        if (reading.value() == null) {
            findings.add(
                    "PM-1106",
                    section.place(),
                    "model " + section.id() + ": " + preset.baseUrlEnv() + ": " + reading.text());
        }
        return reading.value();
    }

    private static KeyRule keyRule(ModelSection section, @Nullable Preset preset, @Nullable URI baseUri) {
        boolean written = !section.apiKeyEnv().isEmpty();
        boolean ofPreset = preset != null && !preset.apiKeyEnv().isEmpty();
        if ("none".equals(section.auth()) || baseUri == null) {
            return KeyRule.NONE;
        }
        if (written) {
            return new KeyRule(section.apiKeyEnv(), null, null, KeyRule.Need.BEARER);
        }
        if (ofPreset && preset.baseUrl() != null) {
            String origin = BaseUrl.origin(URI.create(preset.baseUrl()));
            return new KeyRule(preset.apiKeyEnv(), preset.name(), origin, KeyRule.Need.BEARER);
        }
        boolean open = section.auth() == null && (preset != null || BaseUrl.loopback(baseUri));
        return open ? KeyRule.NONE : new KeyRule(List.of(), null, null, KeyRule.Need.BEARER);
    }

    private Deadlines deadlines(ModelSection section) {
        Duration total = section.timeout() == null ? run.timeout() : section.timeout();
        RunSettings.Timeouts parts = run.timeouts();
        Duration headers = parts.headers() == null ? total : parts.headers();
        Duration firstToken = parts.firstToken() == null ? total : parts.firstToken();
        return new Deadlines(parts.connect(), headers, firstToken, parts.idle(), total);
    }

    /** A script is a file of the suite like any other. */
    private Map<String, List<String>> withScript(ModelSection section) {
        Map<String, List<String>> settings = new LinkedHashMap<>(section.simulator());
        List<String> scripts = settings.get(SCRIPT);
        if (scripts != null) {
            settings.put(
                    SCRIPT,
                    scripts.stream().map(script -> script(script, section)).toList());
        }
        return settings;
    }

    private String script(String written, ModelSection section) {
        SuiteFiles.Found found = files.file(written, section.place(), findings);
        return found == null ? written : found.shown();
    }
}
