package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code tool-args}: the answer calls a tool of that name with these arguments. */
final class CalledArguments implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "tool-args",
            "the answer calls that tool with arguments that equal the given ones, or contain them with match: subset",
            "a map of name and args; in a cell as JSON",
            "",
            "tool-args: {\"name\":\"get_weather\",\"args\":{\"city\":\"Paris\"}}",
            List.of("match"));

    /** What is asked for. */
    private record Wanted(String name, JsonNode args, JsonMatch match) {}

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JsonNode map = map(arguments);
        JsonNode name = map.path("name");
        JsonNode args = map.path("args");
        if (!map.isObject() || map.size() != 2 || !name.isString() || !args.isObject()) {
            throw arguments.wrong("takes a map of name, a text, and args, a map, and nothing else");
        }
        Wanted wanted = new Wanted(name.stringValue(), args, match(arguments));
        return answer -> judge(ToolCall.of(answer.completion()), wanted);
    }

    private static JsonNode map(Arguments arguments) {
        JsonNode value = arguments.requiredValue();
        try {
            return value.isString() ? StrictJson.whole(WhiteSpace.trim(value.stringValue())) : value;
        } catch (NotJson e) {
            throw arguments.wrong("has a value that is not JSON: " + e.getMessage());
        }
    }

    private static JsonMatch match(Arguments arguments) {
        JsonNode match = arguments.option("match");
        if (match == null || match.isString() && match.stringValue().equals("equal")) {
            return JsonMatch.EQUAL;
        }
        if (match.isString() && match.stringValue().equals("subset")) {
            return JsonMatch.SUBSET;
        }
        throw arguments.wrong("has match: " + match + ", which is neither equal nor subset");
    }

    private static Score judge(List<ToolCall> calls, Wanted wanted) {
        String seen = ToolCall.shown(calls);
        for (ToolCall call : calls) {
            if (call.name().equals(wanted.name())) {
                if (fits(call, wanted)) {
                    return Score.pass("called " + Excerpt.of(wanted.name()) + " with these arguments");
                }
                seen = "its arguments are " + Excerpt.of(text(call));
            }
        }
        return Score.fail("expected a call of " + Excerpt.of(wanted.name()) + " with "
                + Excerpt.of(wanted.args().toString()) + ", " + seen);
    }

    private static boolean fits(ToolCall call, Wanted wanted) {
        try {
            return !call.custom() && wanted.match().holds(wanted.args(), call.json());
        } catch (NotJson e) {
            return false;
        }
    }

    private static String text(ToolCall call) {
        return call.arguments().isString()
                ? call.arguments().stringValue()
                : call.arguments().toString();
    }
}
