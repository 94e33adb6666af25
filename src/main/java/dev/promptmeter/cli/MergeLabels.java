package dev.promptmeter.cli;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Merged;
import dev.promptmeter.archive.SharedFacts;
import dev.promptmeter.suite.RunLabels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the opening note of a merged run says of it besides what its shards asked. */
final class MergeLabels {

    private MergeLabels() {}

    static RunLabels of(RunTarget target, Given given, List<Manifest> shards, Merged merged) {
        Map<String, String> tags = new LinkedHashMap<>();
        shards.forEach(each -> each.tags().forEach(tags::putIfAbsent));
        tags.putAll(Reading.pairs(given.all(RunFlags.TAG)));
        return new RunLabels(
                target.runId(),
                Version.tool(),
                given.find(RunFlags.TITLE),
                tags,
                facts(given, shards, merged),
                RunAgain.whole(shards.get(0)));
    }

    /** Whether gates decide is for the merge to say: its shards judged none. */
    private static Map<String, String> facts(Given given, List<Manifest> shards, Merged merged) {
        Map<String, String> facts = new LinkedHashMap<>(SharedFacts.of(shards));
        facts.remove(ExitFlags.GATES);
        facts.put(RunAgain.FOLDER, Path.of("").toAbsolutePath().toString());
        facts.putAll(merged.facts());
        facts.putAll(ExitFlags.facts(given));
        facts.putAll(ReportUrl.facts(given));
        return facts;
    }
}
