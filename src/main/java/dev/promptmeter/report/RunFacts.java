package dev.promptmeter.report;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What the script of the page needs to know of the run as a whole. */
final class RunFacts {

    private static final String SCHEMA = "promptmeter.report/1";

    private RunFacts() {}

    static ObjectNode of(Manifest manifest) {
        ObjectNode meta = Json.object();
        meta.put("schema", SCHEMA);
        meta.put("runId", manifest.runId());
        meta.put("title", manifest.title());
        meta.put("repeat", manifest.repeat());
        put(meta, "verdicts", CaseVerdict.values(), CaseVerdict::word);
        put(meta, "finishReasons", FinishReason.Kind.values(), FinishReason.Kind::word);
        put(meta, "origins", Answer.Origin.values(), origin -> origin.name().toLowerCase(Locale.ROOT));
        new ResolvedSuite(manifest.resolved())
                .serviceLevel()
                .forEach((name, limit) -> meta.withObject("slo").put(name, limit));
        for (Manifest.PromptInfo prompt : manifest.prompts()) {
            meta.withArray("templates").addObject().put("prompt", prompt.id()).put("text", prompt.template());
        }
        return meta;
    }

    /** The index holds places in these lists. */
    private static <T> void put(ObjectNode meta, String name, T[] values, Function<T, String> word) {
        for (T value : values) {
            meta.withArray(name).add(word.apply(value));
        }
    }
}
