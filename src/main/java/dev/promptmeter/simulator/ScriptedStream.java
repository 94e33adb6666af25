package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stream spelt out event by event, each at an offset from receipt. */
record ScriptedStream(List<Event> events) {

    ScriptedStream {
        events = List.copyOf(events);
    }

    /** What an event carries. */
    enum Kind {
        DELTA("delta"),
        FINISH("finish"),
        USAGE("usage"),
        CHUNK("chunk"),
        RAW("raw"),
        RAW_BASE64("rawBase64");

        private final String member;

        Kind(String member) {
            this.member = member;
        }
    }

    /** One event: for RAW kinds the bytes to send, otherwise JSON text; {@code output} is the text it says. */
    record Event(long atNanos, Kind kind, byte[] payload, int tokens, String output) {

        static Event read(Json json, String source) {
            if (!(json instanceof Json.Obj members)) {
                throw new IllegalArgumentException("an event of a stream must be an object");
            }
            long at = members.get("at") instanceof Json.Text offset ? TimeText.nanos(offset.text()) : 0;
            int tokens = members.get("tokens") instanceof Json.Num number
                    ? IntText.atLeast(0).parse(number.text())
                    : -1;
            Kind kind = kind(members.members());
            Json value = members.members().get(kind.member);
            String output = kind == Kind.DELTA ? text(value) : "";
            int counted = tokens < 0 ? Tokens.count(output) : tokens;
            return new Event(at, kind, payload(kind, value, source), counted, output);
        }

        private static Kind kind(Map<String, Json> members) {
            @Nullable Kind found = null;
            for (String name : members.keySet()) {
                Kind kind = kindNamed(name);
                if (kind != null && found != null) {
                    throw new IllegalArgumentException(
                            "an event carries either '" + found.member + "' or '" + name + "', not both");
                }
                found = kind == null ? found : kind;
            }
            if (found == null) {
                throw new IllegalArgumentException("an event needs one of delta, finish, usage, chunk, raw, rawBase64");
            }
            return found;
        }

        private static @Nullable Kind kindNamed(String name) {
            for (Kind kind : Kind.values()) {
                if (kind.member.equals(name)) {
                    return kind;
                }
            }
            if (!name.equals("at") && !name.equals("tokens")) {
                throw new IllegalArgumentException("unknown member '" + name + "' of an event: "
                        + NearName.suggestion(
                                name,
                                List.of("at", "tokens", "delta", "finish", "usage", "chunk", "raw", "rawBase64")));
            }
            return null;
        }

        private static byte[] payload(Kind kind, @Nullable Json value, String source) {
            if (kind == Kind.RAW && value instanceof Json.Text raw) {
                return raw.text().getBytes(StandardCharsets.UTF_8);
            }
            if (kind == Kind.RAW_BASE64 && value instanceof Json.Text raw) {
                return Base64.getDecoder().decode(raw.text());
            }
            if (value == null || kind == Kind.RAW || kind == Kind.RAW_BASE64) {
                throw new IllegalArgumentException("'" + kind.member + "' must be a text");
            }
            return value.rawIn(source).getBytes(StandardCharsets.UTF_8);
        }

        private static String text(@Nullable Json delta) {
            StringBuilder text = new StringBuilder();
            if (delta instanceof Json.Obj members) {
                for (String channel : List.of("reasoning", "content")) {
                    if (members.get(channel) instanceof Json.Text part) {
                        text.append(part.text());
                    }
                }
            }
            return text.toString();
        }
    }
}
