package dev.promptmeter.suite;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Secret;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.suite.ModelSpec.KeyRule;
import dev.promptmeter.suite.ModelSpec.KeyRule.Need;
import dev.promptmeter.suite.ModelSpec.KeyRule.Reach;
import dev.promptmeter.suite.SuiteOptions.Allowance;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a suite by model id, found by the names of variables and bound to the hosts they may go to. */
public final class Keys {

    private final Map<String, Secret> keys;
    private final List<Problem> warnings;

    private Keys(Map<String, Secret> keys, List<Problem> warnings) {
        this.keys = Map.copyOf(keys);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * {@return the key of every model that needs one}
     *
     * @throws SuiteException with PM-2001 to PM-2004, naming variables and kinds of faults and never a value
     */
    public static Keys resolve(Suite suite) {
        return resolve(suite.models(), suite.options());
    }

    /**
     * {@return the key of every model that checks ask and that needs one}
     *
     * @throws SuiteException as {@link #resolve} does
     */
    public static Keys ofAdvisers(Suite suite) {
        return resolve(suite.advising(), suite.options());
    }

    private static Keys resolve(List<ModelSpec> models, SuiteOptions options) {
        Findings findings = new Findings();
        Map<String, Secret> keys = new LinkedHashMap<>();
        for (ModelSpec model : models) {
            URI uri = model.baseUri();
            if (uri != null && model.key().need() == Need.BEARER && mayBeSent(model, uri, options, findings)) {
                find(model, options.environment(), findings).ifPresent(key -> keys.put(model.id(), key));
            }
        }
        findings.throwIfAny();
        return new Keys(keys, findings.warnings());
    }

    /** {@return the keys that are there; a run that sends nothing needs none, and masks those that it can find} */
    public static Keys known(Suite suite) {
        Map<String, Secret> keys = new LinkedHashMap<>();
        for (ModelSpec model : suite.models()) {
            find(model, suite.options().environment(), new Findings()).ifPresent(key -> keys.put(model.id(), key));
        }
        return new Keys(keys, List.of());
    }

    private static boolean mayBeSent(ModelSpec model, URI uri, SuiteOptions options, Findings findings) {
        KeyRule rule = model.key();
        if (rule.origin() != null && !rule.origin().equals(BaseUrl.origin(uri))) {
            findings.add(
                    "PM-2003",
                    model.source(),
                    "model " + model.id() + ": the key of preset " + rule.preset()
                            + " is bound to " + URI.create(rule.origin()).getHost() + " and is not sent to "
                            + uri.getHost()
                            + "; write apiKeyEnv (--api-key-env NAME) to allow it");
            return false;
        }
        boolean open = uri.getScheme().equals("http") && !BaseUrl.loopback(uri);
        if (open && !options.allows(Allowance.PLAIN_HTTP)) {
            findings.add(
                    "PM-2004",
                    model.source(),
                    "model " + model.id() + ": refusing to send a key over http to " + uri.getHost()
                            + " (--allow-plain-http permits it)");
            return false;
        }
        if (open) {
            findings.add(
                    "PM-6113",
                    model.source(),
                    "model " + model.id() + ": --allow-plain-http sends its key unencrypted to " + uri.getHost());
        }
        return true;
    }

    private static Optional<Secret> find(ModelSpec model, Environment environment, Findings findings) {
        List<String> names = model.key().variables();
        for (String name : names) {
            String value = environment.find(name);
            if (value != null && model.key().reach() == Reach.PROCESS && environment.ofProcess(name) == null) {
                findings.add("PM-2003", model.source(), "model " + model.id() + ": " + onlyInAFile(name));
                return Optional.empty();
            }
            if (value != null) {
                return checked(model, name, value, findings);
            }
        }
        findings.add("PM-2001", model.source(), "model " + model.id() + ": " + unset(names));
        return Optional.empty();
    }

    private static String onlyInAFile(String name) {
        return "its address comes from the environment of the process and the key in " + name
                + " from a file; a key goes only where its own source says: export " + name + " too";
    }

    private static String unset(List<String> names) {
        if (names.isEmpty()) {
            return "no variable is named for its key; write apiKeyEnv: NAME (without a suite: --api-key-env NAME), or auth: none";
        }
        String also = names.size() == 1
                ? ""
                : " (also looked for: " + String.join(", ", names.subList(1, names.size())) + ")";
        return "variable " + names.get(0) + " is not set" + also;
    }

    /** The check comes before the value reaches anybody else: others quote what they refuse. */
    private static Optional<Secret> checked(ModelSpec model, String name, String value, Findings findings) {
        String key = value.replaceAll("^[ \\t\\r\\n\\f\\u000b]+|[ \\t\\r\\n\\f\\u000b]+$", "");
        Optional<String> fault = fault(key);
        fault.ifPresent(kind ->
                findings.add("PM-2002", model.source(), "model " + model.id() + ": the key in " + name + " " + kind));
        return fault.isPresent() ? Optional.empty() : Optional.of(Secret.of(key));
    }

    private static Optional<String> fault(String key) {
        if (key.isEmpty()) {
            return Optional.of("is empty");
        }
        if (key.regionMatches(true, 0, "bearer", 0, 6) && (key.length() == 6 || key.charAt(6) <= ' ')) {
            return Optional.of("still has 'Bearer' before it; leave the word out");
        }
        if ("\"'`".indexOf(key.charAt(0)) >= 0 || "\"'`".indexOf(key.charAt(key.length() - 1)) >= 0) {
            return Optional.of("still has quotes around it");
        }
        if (key.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            return Optional.of("has a line break inside");
        }
        if (key.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return Optional.of("has a blank or a control character inside");
        }
        if (key.chars().anyMatch(c -> c > 0x7e)) {
            return Optional.of("is not ASCII");
        }
        return key.length() < 8
                ? Optional.of("is too short")
                : key.length() > 512 ? Optional.of("is too long") : Optional.empty();
    }

    /** {@return the key of that model; empty if it needs none} */
    public Optional<Secret> of(String model) {
        return Optional.ofNullable(keys.get(model));
    }

    /** {@return what was allowed and is better known} */
    public List<Problem> warnings() {
        return warnings;
    }

    /** {@return what masks every key of the suite} */
    public Redactor redactor() {
        return Redactor.of(keys.values());
    }

    /** {@return every key, to be announced to a CI server} */
    public List<Secret> all() {
        return List.copyOf(keys.values());
    }
}
