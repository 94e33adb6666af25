package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a judge's reply: the whole of it is one JSON object in the form that was asked for, or nothing is taken from it. */
final class JudgeReply {

    private static final int LONGEST = 64 * 1024;
    private static final String FENCE = "```";

    private final ReplyForm form;
    private final List<String> material;

    /** Takes the form that was asked for, and the candidates' texts as they were received and as the judge saw them. */
    JudgeReply(ReplyForm form, String... material) {
        this.form = form;
        this.material = List.of(material);
    }

    /** {@return what that reply amounts to} */
    Heard read(Completion completion) {
        if (completion.finish().kind() != FinishReason.Kind.STOP) {
            return off("ended with " + completion.finish().kind().word() + " instead of stop");
        }
        if (completion.refusal() != null && !completion.refusal().isBlank()) {
            return off("is a refusal");
        }
        String text = WhiteSpace.trim(completion.text());
        if (text.isEmpty()) {
            return off("is empty");
        }
        return text.length() > LONGEST ? off("is longer than " + LONGEST + " characters") : whole(unfenced(text));
    }

    private Heard whole(String text) {
        try {
            JsonNode object = StrictJson.whole(text);
            return repeated(text) ? off("repeats the answer that is judged") : taken(object);
        } catch (NotJson e) {
            return off("is not one JSON object and nothing else");
        }
    }

    private Heard taken(JsonNode object) {
        JsonNode reason = object.path(ReplyForm.REASON);
        JsonNode value = object.path(form.member());
        boolean formed = object.isObject() && object.size() == 2 && reason.isString() && form.accepts(value);
        return formed
                ? new Heard.Reply(reason.stringValue(), value)
                : off("does not have exactly the members reason and " + form.member() + ", of their types");
    }

    /** A judge that says back what stands in the answer has not judged it; what nobody sees may differ. */
    private boolean repeated(String reply) {
        String said = compact(reply);
        return material.stream().anyMatch(text -> compact(text).contains(said));
    }

    private static String compact(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .filter(each -> !WhiteSpace.is(each) && !CandidateText.hidden(each))
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** One fence around the whole is how some models write JSON; it changes nothing about what is said. */
    private static String unfenced(String text) {
        int line = text.indexOf('\n');
        boolean fenced =
                text.startsWith(FENCE) && text.endsWith(FENCE) && line > 0 && line < text.length() - FENCE.length();
        if (!fenced) {
            return text;
        }
        String language = WhiteSpace.trim(text.substring(FENCE.length(), line));
        String inside = text.substring(line + 1, text.length() - FENCE.length());
        return language.isEmpty() || language.equalsIgnoreCase("json") ? WhiteSpace.trim(inside) : text;
    }

    private static Heard off(String why) {
        return new Heard.OffProtocol("the judge's reply " + why);
    }
}
