package dev.promptmeter.cli;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Manifest.ModelInfo;
import dev.promptmeter.archive.Manifest.PromptInfo;
import dev.promptmeter.dataset.DatasetInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names what differs between two starts that decides the requests, as far as their opening notes say. */
final class RequestChanges {

    private final List<String> changes = new ArrayList<>();

    private RequestChanges() {}

    /** {@return what differs, datasets apart, between the requests of a run and those that its suite would send now, to judges too} */
    static List<String> judgeIncluded(Manifest before, Manifest now) {
        RequestChanges found = requests(before, now);
        found.judge(before.resolved().path("judge"), now.resolved().path("judge"));
        return List.copyOf(found.changes);
    }

    /** {@return datasets that are gone or have changed} */
    static List<String> datasets(Manifest before, Manifest now) {
        List<String> changes = new ArrayList<>();
        for (DatasetInfo old : before.datasets()) {
            Optional<DatasetInfo> current = now.datasets().stream()
                    .filter(each -> each.id().equals(old.id()))
                    .findFirst();
            if (current.isEmpty()) {
                changes.add("dataset " + old.id() + " is gone");
            } else if (!current.get().sha256().equals(old.sha256())) {
                changes.add(current.get().file() + " has changed");
            }
        }
        return changes;
    }

    /** {@return what differs, datasets apart, between the requests of a run and those that its suite would send now} */
    static List<String> changes(Manifest before, Manifest now) {
        return List.copyOf(requests(before, now).changes);
    }

    private static RequestChanges requests(Manifest before, Manifest now) {
        RequestChanges check = new RequestChanges();
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
