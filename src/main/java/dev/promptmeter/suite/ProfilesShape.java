package dev.promptmeter.suite;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Profiles that lie ready: their names and the keys they touch are checked, their values when one is applied. */
final class ProfilesShape implements Shape<List<String>> {

    static final ProfilesShape INSTANCE = new ProfilesShape();

    private static final List<String> KEYS = List.of(
            "description",
            "models",
            "prompts",
            "datasets",
            "vars",
            "checks",
            "checks+",
            "threshold",
            "derived",
            "run",
            "pricing",
            "slo",
            "validity",
            "gates",
            "gates+",
            "reports",
            "tags");

    private ProfilesShape() {}

    @Override
    public @Nullable List<String> read(Node node, String path, Findings findings) {
        if (!(node instanceof Mapping profiles)) {
            findings.add("PM-1106", node.place(), path + ": expected a map; found " + node.shown());
            return null;
        }
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Entry> profile : profiles.entries().entrySet()) {
            String child = path + "." + profile.getKey();
            Scalars.id()
                    .read(
                            new Node.Scalar(
                                    profile.getKey(),
                                    Node.Style.QUOTED,
                                    profile.getValue().key()),
                            child,
                            findings);
            readProfile(profile.getValue().value(), child, findings);
            names.add(profile.getKey());
        }
        return names;
    }

    private static void readProfile(Node node, String path, Findings findings) {
        if (!(node instanceof Mapping profile)) {
            findings.add("PM-1106", node.place(), path + ": expected a map; found " + node.shown());
            return;
        }
        profile.entries().forEach((name, entry) -> {
            if (!KEYS.contains(name)) {
                String near = NearName.of(name, KEYS)
                        .map(each -> ": did you mean '" + each + "'?")
                        .orElse("");
                findings.add("PM-1102", entry.key(), "unknown key '" + name + "' under " + path + near);
            }
        });
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.type("object");
        schema.set("propertyNames", Scalars.id().schema());
        ObjectNode profile = schema.putObject("additionalProperties").put("type", "object");
        profile.putObject("propertyNames").set("enum", Json.texts(KEYS));
        return schema;
    }
}
