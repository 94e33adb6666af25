package dev.promptmeter.suite;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import dev.promptmeter.suite.PriceFile.Priced;
import dev.promptmeter.suite.SuiteFiles.Reach;
import dev.promptmeter.suite.SuiteOptions.Allowance;
import dev.promptmeter.suite.SuiteResolver.DirectPrompt;
import dev.promptmeter.suite.SuiteResolver.Input;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a suite stage by stage: parse, profiles, assignments, variables, types and ranges, files. A stage with faults is the last. */
final class SuiteReader {

    private final SuiteOptions options;

    /** Takes what is said beside the file. */
    SuiteReader(SuiteOptions options) {
        this.options = options;
    }

    /**
     * {@return the suite in that file}
     *
     * @throws SuiteException with every fault of the stage that found some
     */
    Suite read(Path file) {
        String name = file.toString();
        Node root = YamlTree.read(SuiteText.read(file, name, SuiteText.SUITE_LIMIT), name);
        Reach reach = options.allows(Allowance.OUTSIDE_FILES) ? Reach.TOLD : Reach.INSIDE;
        Path parent = file.getParent();
        return read(mapping(root, name), name, null, new SuiteFiles(parent == null ? Path.of("") : parent, reach));
    }

    private static Mapping mapping(Node root, String name) {
        Findings findings = new Findings();
        if (root instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            return mapping;
        }
        boolean empty = root instanceof Mapping || Plain.nothing(root);
        findings.add(
                "PM-1101",
                Source.line(name, 0),
                empty
                        ? "the suite is empty; start one with: promptmeter init"
                        : "a suite is a map of keys; found " + root.shown());
        throw findings.exception();
    }

    /** {@return the suite that the tree and everything beside it amount to} */
    Suite read(Mapping written, @Nullable String file, @Nullable DirectPrompt direct, SuiteFiles files) {
        Findings findings = new Findings();
        LiteralKeys.refuse(written, "", findings);
        findings.throwIfAny();
        Mapping overlaid = overlaid(written, findings);
        findings.throwIfAny();
        Mapping expanded = new Interpolation(options.environment(), secrets(overlaid), findings).apply(overlaid);
        findings.throwIfAny();
        SuiteSection section = typed(expanded, findings);
        Priced priced = priced(expanded, section, files, findings);
        Input input = priced == null
                ? new Input(file, expanded, section, findings, direct, null)
                : new Input(file, priced.tree(), typed(priced.tree(), findings), findings, direct, priced.used());
        return new SuiteResolver(options, files).resolve(input);
    }

    private static SuiteSection typed(Mapping tree, Findings findings) {
        SuiteSection section = SuiteSection.SHAPE.read(tree, "", findings);
        findings.throwIfAny();
        if (section == null) {
            throw new IllegalStateException("a suite without faults has a value");
        }
        return section;
    }

    /** {@return the suite with prices from the file that it names; null if it names none} */
    private static @Nullable Priced priced(Mapping tree, SuiteSection section, SuiteFiles files, Findings findings) {
        WrittenFile written =
                section.pricing() == null ? null : section.pricing().file();
        PriceFile file = written == null ? null : PriceFile.read(written, files, findings);
        findings.throwIfAny();
        return file == null ? null : file.into(tree, section, findings);
    }

    private Mapping overlaid(Mapping written, Findings findings) {
        Mapping suite = written;
        for (String profile : options.profiles()) {
            Node part = written.get("profiles") instanceof Mapping profiles ? profiles.get(profile) : null;
            if (part instanceof Mapping partial) {
                suite = new Overlay("profile " + profile, findings).apply(suite, partial);
            } else {
                findings.add("PM-1102", written.place(), unknownProfile(written, profile));
            }
        }
        for (Assignment assignment : options.assignments()) {
            suite = assignment.apply(suite, findings);
            LiteralKeys.refuse(suite, "", findings);
        }
        return suite;
    }

    private static String unknownProfile(Mapping written, String name) {
        Set<String> known = written.get("profiles") instanceof Mapping profiles
                ? profiles.entries().keySet()
                : Set.of();
        String hint = known.isEmpty() ? "the suite has none" : "known profiles: " + String.join(", ", known);
        return "unknown profile '" + name + "': "
                + NearName.of(name, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse(hint);
    }

    /** Names of variables that hold keys: those the suite names, and those of every preset. */
    private static Set<String> secrets(Mapping suite) {
        Set<String> names = new HashSet<>();
        Preset.ALL.forEach(preset -> names.addAll(preset.apiKeyEnv()));
        if (suite.get("models") instanceof Items models) {
            for (Node model : models.items()) {
                if (model instanceof Mapping mapping && mapping.get("apiKeyEnv") != null) {
                    collect(mapping.get("apiKeyEnv"), names);
                }
            }
        }
        return names;
    }

    private static void collect(Node node, Set<String> names) {
        if (node instanceof Scalar scalar) {
            names.add(scalar.text());
        } else if (node instanceof Items items) {
            items.items().forEach(item -> collect(item, names));
        }
    }
}
