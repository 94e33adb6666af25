package dev.promptmeter.cli;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Manifest.ModelInfo;
import dev.promptmeter.archive.Manifest.PromptInfo;
import dev.promptmeter.dataset.DatasetInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds what keeps a run from going on: anything that decides the requests must be as it was. */
final class ResumeCheck {

    private final List<String> changes = new ArrayList<>();

    private ResumeCheck() {}

    /**
     * Compares what a run was with what it would be now.
     *
     * @throws CliException if the requests would differ
     */
    static void compare(Manifest before, Manifest now) {
        ResumeCheck check = requests(before, now);
        check.datasets(before.datasets(), now.datasets());
        check.judge(before.resolved().path("judge"), now.resolved().path("judge"));
        if (!check.changes.isEmpty()) {
            throw new CliException("PM-1530", "cannot resume: " + String.join("; ", check.changes));
        }
    }

    /** {@return what differs, datasets apart, between the requests of a run and those that its suite would send now} */
    static List<String> changes(Manifest before, Manifest now) {
        return List.copyOf(requests(before, now).changes);
    }

    private static ResumeCheck requests(Manifest before, Manifest now) {
        ResumeCheck check = new ResumeCheck();
        check.models(before.models(), now.models());
        check.prompts(before.prompts(), now.prompts());
        check.same("vars", before.resolved().path("vars"), now.resolved().path("vars"));
        check.same("--var", variables(before), variables(now));
        return check;
    }

    private static JsonNode variables(Manifest manifest) {
        return manifest.resolved().path("applied").path("vars");
    }

    private void models(List<ModelInfo> before, List<ModelInfo> now) {
        ids(
                "models",
                before.stream().map(ModelInfo::id).toList(),
                now.stream().map(ModelInfo::id).toList());
        for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
            String path = "models[" + i + "].";
            ModelInfo old = before.get(i);
            ModelInfo current = now.get(i);
            same(path + "model", old.name(), current.name());
            same(path + "baseUrl", old.endpoint(), current.endpoint());
            same(path + "stream", old.delivery(), current.delivery());
            params(path + "params.", tree(old.params()), tree(current.params()));
        }
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private void params(String path, JsonNode before, JsonNode now) {
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(now.propertyNames());
        names.forEach(name -> same(path + name, before.path(name), now.path(name)));
    }

    /** Half of a run judged by one judge and half by another would be neither. */
    private void judge(JsonNode before, JsonNode now) {
        for (String name : List.of("model", "repeat", "params")) {
            same("judge." + name, before.path(name), now.path(name));
        }
    }

    private void prompts(List<PromptInfo> before, List<PromptInfo> now) {
        ids(
                "prompts",
                before.stream().map(PromptInfo::id).toList(),
                now.stream().map(PromptInfo::id).toList());
        for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
            if (!before.get(i).sha().equals(now.get(i).sha())) {
                changes.add("prompt " + before.get(i).id() + " has changed");
            }
        }
    }

    private void datasets(List<DatasetInfo> before, List<DatasetInfo> now) {
        ids(
                "datasets",
                before.stream().map(DatasetInfo::id).toList(),
                now.stream().map(DatasetInfo::id).toList());
        for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
            if (!before.get(i).sha256().equals(now.get(i).sha256())) {
                changes.add(now.get(i).file() + " has changed");
            }
        }
    }

    private void ids(String what, List<String> before, List<String> now) {
        same(what, String.join(", ", before), String.join(", ", now));
    }

    private void same(String what, Object before, Object now) {
        if (!Objects.equals(before, now)) {
            changes.add(what + " was " + shown(before) + ", is now " + shown(now));
        }
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.isEmpty() ? "not set" : text;
    }
}
