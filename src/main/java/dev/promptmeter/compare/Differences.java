package dev.promptmeter.compare;

import dev.promptmeter.compare.BaselineHead.AskedModel;
import dev.promptmeter.compare.BaselineHead.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What differs between two runs and may: the prompts, models and parameters under test, and what a reader must know of a baseline. */
final class Differences {

    private final List<String> texts = new ArrayList<>();

    private Differences() {}

    /** {@return each difference as a sentence without an end} */
    static List<String> of(BaselineHead before, BaselineHead after) {
        var differences = new Differences();
        differences.addOrigin(before);
        differences.addOrigin(after);
        differences.add("suite", before.suite(), after.suite());
        before.prompts()
                .forEach((id, sha) -> differences.add(
                        "prompt " + id, "sha " + sha, "sha " + after.prompts().getOrDefault(id, sha)));
        for (AskedModel model : before.models()) {
            after.models().stream()
                    .filter(now -> now.id().equals(model.id()))
                    .forEach(now -> differences.addModel(model, now));
        }
        differences.add(
                "answers per case", before.asking().repeat(), after.asking().repeat());
        differences.add(
                "version of the statistics",
                before.origin().statistics(),
                after.origin().statistics());
        return differences.texts;
    }

    private void addOrigin(BaselineHead head) {
        Origin origin = head.origin();
        if (origin.verdict() != null && !origin.verdict().equals("passed")) {
            texts.add(head.name() + ": verdict of the run: " + origin.verdict());
        }
        origin.caveats().forEach(caveat -> texts.add(head.name() + ": " + caveat));
        if (!head.accepted().isEmpty()) {
            texts.add(head.name() + " has single cases of later runs: " + String.join(", ", head.accepted()));
        }
    }

    private void addModel(AskedModel before, AskedModel after) {
        String model = "model " + before.id();
        add(model + ", name", before.name(), after.name());
        add(model + ", provider", before.provider(), after.provider());
        add(model + ", parameters", "sha " + before.paramsSha(), "sha " + after.paramsSha());
        add(model + ", reported name", String.join(" ", before.reported()), String.join(" ", after.reported()));
    }

    private void add(String what, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            texts.add(what + ": " + shown(before) + " → " + shown(after));
        }
    }

    private static String shown(Object value) {
        return value.toString().isEmpty() ? "none" : value.toString();
    }
}
