package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JSON of an answer that comes in one piece. */
final class PlainBody {

    static final byte[] BLANK_STAMP = "+0000000000000000000".getBytes(StandardCharsets.US_ASCII);

    private PlainBody() {}

    static Piece of(Draft draft) {
        ByteText out = new ByteText(640);
        out.add("{\"id\":\"").add(draft.identity().id());
        out.add("\",\"object\":\"chat.completion\",\"created\":")
                .add(draft.identity().created());
        out.add(",\"model\":").json(draft.identity().model()).add(",\"choices\":[");
        String logprobs = logprobs(draft);
        for (int choice = 0; choice < draft.request().choices(); choice++) {
            out.add(choice == 0 ? "{\"index\":" : ",{\"index\":").add(choice);
            message(out.add(",\"message\":"), draft.speech());
            out.add(draft.finish().isEmpty() ? "" : ",")
                    .add(draft.finish())
                    .add(",")
                    .add(logprobs)
                    .add("}");
        }
        out.add("]");
        bill(out, draft.bill());
        int stampAt =
                draft.style().stamped() ? stamp(out, 0, draft.bill().counts().completion()) : Piece.Mark.UNSTAMPED;
        out.add("}");
        int tokens = draft.bill().counts().completion();
        long due = draft.style().pace().lastNanos(draft.speech().tokens());
        return Piece.body(due, out.toBytes(), new Piece.Mark(Piece.Kind.OUTPUT, tokens, false, stampAt));
    }

    private static String logprobs(Draft draft) {
        String content = draft.speech().content();
        return draft.request().logprobsAsked() && content != null
                ? LogProbabilities.of(content, 0)
                : LogProbabilities.NONE;
    }

    private static void message(ByteText out, Draft.Speech speech) {
        out.add("{\"role\":\"assistant\",\"content\":");
        text(out, speech.content());
        text(out.add(",\"refusal\":"), speech.refusal());
        if (speech.reasoning() != null) {
            text(out.add(",\"reasoning\":"), speech.reasoning());
        }
        ToolCalls calls = speech.toolCalls();
        out.add(calls == null ? "}" : ",\"tool_calls\":" + calls.raw() + "}");
    }

    private static void text(ByteText out, @Nullable String text) {
        if (text == null) {
            out.add("null");
        } else {
            out.json(text);
        }
    }

    private static void bill(ByteText out, Draft.Bill bill) {
        if (bill.usage() != null) {
            out.add(",\"usage\":").add(bill.usage());
        }
        if (bill.meta() != null) {
            out.add(",\"meta\":").add(bill.meta());
        }
    }

    /** {@return where the stamp's 20 characters begin; they are filled in just before the write} */
    static int stamp(ByteText out, int event, int tokens) {
        out.add(",\"sim\":{\"i\":").add(event).add(",\"w\":").add(tokens).add(",\"t\":\"");
        int at = out.size();
        out.add(BLANK_STAMP).add("\"}");
        return at;
    }
}
