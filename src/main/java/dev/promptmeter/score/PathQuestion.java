package dev.promptmeter.score;

import dev.promptmeter.score.json.JsonPath;
import dev.promptmeter.score.json.PathException;
import dev.promptmeter.score.json.Work;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A path into a JSON value and what is asked of what it selects. */
final class PathQuestion {

    private final String shown;
    private final Selection selection;
    private final NodesTest test;

    private PathQuestion(String shown, Selection selection, NodesTest test) {
        this.shown = shown;
        this.selection = selection;
        this.test = test;
    }

    /** What a path selects. */
    private interface Selection {
        List<JsonNode> of(JsonNode value, Work work);
    }

    /** {@return the question in the value of a check} */
    static PathQuestion parse(Arguments arguments) {
        String text = WhiteSpace.trim(arguments.text());
        return text.startsWith("$") ? ofPath(arguments, text) : ofPointer(arguments, text);
    }

    private static PathQuestion ofPath(Arguments arguments, String text) {
        try {
            JsonPath path = JsonPath.atStartOf(text);
            String written = path.toString();
            NodesTest test = NodesTest.parse(arguments, text.substring(written.length()));
            return new PathQuestion(written, path::select, test);
        } catch (PathException e) {
            throw arguments.wrong("has a path that cannot be used: " + Excerpt.visible(e.getMessage()));
        }
    }

    /** A pointer may hold blanks, so it ends before the first operator that stands between blanks. */
    private static PathQuestion ofPointer(Arguments arguments, String text) {
        if (!text.startsWith("/")) {
            throw arguments.wrong(
                    "needs a path that begins with $ or a JSON Pointer that begins with /, not " + Excerpt.of(text));
        }
        int end = NodesTest.operatorIn(text);
        String written = WhiteSpace.trim(text.substring(0, end));
        JsonPointer pointer = IgnoredParts.pointer(arguments, written);
        NodesTest test = NodesTest.parse(arguments, text.substring(end));
        return new PathQuestion(written, (value, work) -> selected(value.at(pointer)), test);
    }

    private static List<JsonNode> selected(JsonNode node) {
        return node.isMissingNode() ? List.of() : List.of(node);
    }

    Score judge(JsonNode value, Work work) {
        List<JsonNode> nodes = selection.of(value, work);
        String path = Excerpt.limit(Excerpt.visible(shown), Excerpt.WIDTH);
        return test.holds(nodes, work)
                ? Score.pass(path + " " + test.words())
                : Score.fail(path + " " + selects(nodes) + ", expected: " + test.words());
    }

    private static String selects(List<JsonNode> nodes) {
        if (nodes.isEmpty()) {
            return "selects nothing";
        }
        String first = JsonAnswer.shown(nodes.get(0));
        return nodes.size() == 1 ? "is " + first : "selects " + nodes.size() + " values, the first is " + first;
    }
}
