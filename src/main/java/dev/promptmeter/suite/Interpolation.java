package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the values of variables where {@code ${X}} stands in a scalar, once, after parsing: a value can never add structure. What is
 * sent to an endpoint is left alone, and so is every variable that may hold a secret.
 */
final class Interpolation {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\$\\{|\\$\\{(" + Scalars.VARIABLE + ")(?::([-?])([^}]*))?}|\\$\\{");
    private static final Pattern SECRET = Pattern.compile("KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL");
    /** Paths below which nothing is expanded; list items have no number here. */
    private static final Pattern LITERAL = Pattern.compile(
            "(prompts|vars|checks|judge|profiles|datasets\\[]\\.(vars|checks)|models\\[]\\.(apiKeyEnv|headersEnv))([.\\[].*)?");

    private final Environment environment;
    private final Set<String> secrets;
    private final Findings findings;

    /**
     * Prepares one pass.
     *
     * @param secrets names of variables that hold a key of this suite
     */
    Interpolation(Environment environment, Set<String> secrets, Findings findings) {
        this.environment = environment;
        this.secrets = secrets;
        this.findings = findings;
    }

    /** {@return the suite with every placeholder replaced} */
    Mapping apply(Mapping suite) {
        return (Mapping) expanded(suite, "");
    }

    static boolean literal(String path) {
        return LITERAL.matcher(path).matches();
    }

    private Node expanded(Node node, String path) {
        if (literal(path)) {
            return node;
        }
        if (node instanceof Scalar scalar) {
            return scalar.text().contains("${") ? expanded(scalar, path) : scalar;
        }
        if (node instanceof Items items) {
            List<Node> all = new ArrayList<>();
            items.items().forEach(item -> all.add(expanded(item, path + "[]")));
            return new Items(all, items.place());
        }
        Mapping mapping = (Mapping) node;
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            Node value = entry.getValue().value();
            Node replaced = expanded(value, Fields.child(path, entry.getKey()));
            mapping = replaced == value ? mapping : mapping.with(entry.getKey(), replaced);
        }
        return mapping;
    }

    private Scalar expanded(Scalar scalar, String path) {
        List<String> names = new ArrayList<>();
        String text = PLACEHOLDER.matcher(scalar.text()).replaceAll(match -> {
            if (match.group(1) != null) {
                names.add(match.group(1));
            }
            return Matcher.quoteReplacement(value((Matcher) match, scalar, path));
        });
        return names.isEmpty()
                ? new Scalar(text, scalar.style(), scalar.place())
                : new Scalar(text, Node.Style.EXPANDED, scalar.place().by("env " + String.join(", ", names)));
    }

    private String value(Matcher match, Scalar scalar, String path) {
        String name = match.group(1);
        if (name == null) {
            if (match.group().equals("${")) {
                findings.add(
                        "PM-1109",
                        scalar.place(),
                        path + ": '${' is not followed by a name and '}'; a literal one is written $${");
            }
            return "${";
        }
        if (secrets.contains(name)
                || SECRET.matcher(name.toUpperCase(Locale.ROOT)).find()) {
            findings.add(
                    "PM-1112",
                    scalar.place(),
                    "${" + name + "} may not be used here: variables with secrets are only named in apiKeyEnv");
            return "";
        }
        return lookedUp(match, name, scalar);
    }

    private String lookedUp(Matcher match, String name, Scalar scalar) {
        String value = environment.find(name);
        if ("-".equals(match.group(2))) {
            return value == null || value.isEmpty() ? match.group(3) : value;
        }
        if (value == null) {
            boolean explained = "?".equals(match.group(2)) && !match.group(3).isEmpty();
            String why = explained ? ": " + match.group(3) : "";
            findings.add("PM-1109", scalar.place(), "${" + name + "} is not set and has no default" + why);
            return "";
        }
        return value;
    }
}
