package dev.promptmeter.simulator;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Heads that are odd, slow, too long, or lead elsewhere. */
final class HeadFault {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String OTHER_PORT = "self-other-port";
    private static final int MOST = 1_000_000;

    private HeadFault() {}

    static Effect statusLine(FaultArguments arguments) {
        String line = arguments.text();
        return Effect.ofReply(reply -> reply.editHead(head -> HeadText.withStatusLine(head, line)));
    }

    static Effect interim(FaultArguments arguments) {
        int count = new IntText(1, MOST).parse(arguments.argument());
        String interim = "HTTP/1.1 103 Early Hints\r\nLink: </>; rel=preload\r\n\r\n".repeat(count);
        return Effect.ofReply(reply -> reply.editHead(head -> interim + head));
    }

    static Effect big(FaultArguments arguments) {
        String line = "x-sim-padding: " + "x".repeat(SizeText.bytes(arguments.argument()));
        return Effect.ofReply(reply -> reply.editHead(head -> HeadText.add(head, line)));
    }

    static Effect many(FaultArguments arguments) {
        int count = new IntText(1, MOST).parse(arguments.argument());
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append(i == 1 ? "" : "\r\n")
                    .append("x-sim-header-")
                    .append(i)
                    .append(": ")
                    .append(i);
        }
        return Effect.ofReply(reply -> reply.editHead(head -> HeadText.add(head, lines.toString())));
    }

    static Effect header(FaultArguments arguments) {
        String text = arguments.required();
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("header needs NAME=VALUE, such as header:x-note=hello");
        }
        String name = text.substring(0, equals);
        String value = QuotedText.unquote(text.substring(equals + 1));
        return Effect.ofReply(reply -> reply.editHead(head -> HeadText.add(head, name + ": " + value)));
    }

    static Effect drop(FaultArguments arguments) {
        String name = arguments.required();
        return Effect.ofReply(reply -> reply.editHead(head -> HeadText.without(head, name)));
    }

    static Effect contentType(FaultArguments arguments) {
        String type = arguments.required();
        return Effect.ofReply(reply -> reply.editHead(head -> HeadText.with(head, "Content-Type", type)));
    }

    static Effect redirect(FaultArguments arguments) {
        int status = new IntText(300, 399).parse(arguments.argument());
        if (!REDIRECTS.contains(status)) {
            throw new IllegalArgumentException("redirect needs 301, 302, 303, 307 or 308, not " + status);
        }
        String to = arguments.option("to");
        return Effect.ofReply(reply -> {
            String target = reply.request().target();
            String place = to == null
                    ? target
                    : to.equals(OTHER_PORT)
                            ? reply.site().otherPort().resolve(target).toString()
                            : to;
            reply.unbilled();
            reply.replace(status, "text/plain", new byte[0]);
            reply.header("Location", place);
        });
    }

    static Effect dateSkew(FaultArguments arguments) {
        long seconds = TimeText.signedNanos(arguments.argument()) / 1_000_000_000L;
        return Effect.ofReply(reply -> {
            ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds);
            reply.header("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date));
        });
    }

    static Effect unnamedChallenge(FaultArguments arguments) {
        if (!arguments.argument().equals("none")) {
            throw new IllegalArgumentException("write www-authenticate:none");
        }
        return Effect.ofReply(reply -> {
            reply.unbilled();
            byte[] body = reply.errorShape().body(Refusal.forStatus(401), reply.request());
            reply.replace(401, reply.errorShape().contentType(), body);
        });
    }

    /** One byte of the head at a time. */
    static Effect slow(FaultArguments arguments) {
        long gap = TimeText.nanos(arguments.argument());
        return Effect.ofWire(wire -> {
            List<Piece> slow = new ArrayList<>();
            long wait = 0;
            boolean head = true;
            for (Piece piece : wire.pieces()) {
                Piece rest = piece.later(wait);
                for (int end = head ? rest.headLength() : 0; end > 0; end--) {
                    slow.add(rest.before(1));
                    wait += gap;
                    rest = rest.from(1).later(gap);
                }
                head = false;
                slow.add(rest);
            }
            wire.pieces(slow);
        });
    }
}
