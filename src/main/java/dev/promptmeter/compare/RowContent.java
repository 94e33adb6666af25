package dev.promptmeter.compare;

import dev.promptmeter.dataset.CanonicalJson;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.score.CheckHash;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What makes a row the same row in two runs: its variables and what it expects, not its place, title or tags. */
final class RowContent {

    private RowContent() {}

    /** {@return first 12 hex digits of the hash of everything in the row that decides what is asked and how it is judged} */
    static String sha(Row row) {
        RowOptions options = row.options();
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        ObjectNode vars = content.putObject("vars");
        row.vars().forEach(vars::put);
        content.put("prefix", options.prefix());
        content.put("suffix", options.suffix());
        content.put("provided", options.providedOutput());
        content.put("maxTokens", options.maxTokens());
        content.put("checks", CheckHash.written(row.checks(), options.threshold()));
        return ShortHash.of(CanonicalJson.of(content));
    }
}
