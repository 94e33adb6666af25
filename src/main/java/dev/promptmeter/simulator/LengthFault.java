package dev.promptmeter.simulator;

import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of a body that lie, contradict each other, or are missing. A stream is sent with a length, too, so that it can lie. */
final class LengthFault {

    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    private LengthFault() {}

    static Effect of(FaultArguments arguments) {
        String form = arguments.argument();
        if (form.startsWith("wrong")) {
            return wrong(form.substring("wrong".length()));
        }
        return switch (form) {
            case "missing" -> Effect.ofReply(reply -> reply.framed(Reply.Framing.UNTIL_CLOSE));
            case "twice" -> stating(length -> "Content-Length: " + length / 2 + "\r\nContent-Length: " + length);
            case "bad" -> stating(length -> "Content-Length: twelve");
            default ->
                throw new IllegalArgumentException(
                        "unknown content-length '" + form + "': write wrong+K, wrong-K, missing, twice or bad");
        };
    }

    private static Effect wrong(String difference) {
        int bytes = new IntText(-1_000_000, 1_000_000).parse(difference.replaceFirst("^\\+", ""));
        Effect lie = stating(length -> "Content-Length: " + Math.max(0, length + bytes));
        // A client that waits for more than there is must see the end.
        return bytes < 0 ? lie : lie.and(Effect.ofWire(wire -> wire.ends(Ending.CLOSE)));
    }

    private static Effect stating(LongFunction<String> lines) {
        return Effect.ofReply(reply -> {
            reply.framed(Reply.Framing.LENGTH);
            reply.editHead(head -> {
                Matcher length = LENGTH.matcher(head);
                return length.find() ? length.replaceFirst(lines.apply(Long.parseLong(length.group(1)))) : head;
            });
        });
    }
}
