package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Masks a key that the events of a stream hold in pieces, one token each, as they do when a model repeats what it was asked.
 *
 * <p>It knows no more of an event than the names under which text comes, so that it needs no event to be sound.
 */
final class SpreadText {

    private static final List<byte[]> NAMES = List.of(
            name("content"),
            name("reasoning_content"),
            name("reasoning"),
            name("refusal"),
            name("arguments"),
            name("text"));

    private final byte[] body;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private int[] places = new int[256];

    private SpreadText(byte[] body) {
        this.body = body;
    }

    private static byte[] name(String name) {
        return ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return the stream with each byte of a key masked; the same array if it holds none} */
    static byte[] masked(byte[] body, Redactor redactor) {
        byte[] out = body;
        for (byte[] name : NAMES) {
            out = new SpreadText(out).hidden(name, redactor);
        }
        return out;
    }

    private byte[] hidden(byte[] name, Redactor redactor) {
        for (int at = next(name, 0); at >= 0; at = next(name, at)) {
            collect(at);
        }
        byte[] whole = plain.toByteArray();
        byte[] masked = redactor.redact(whole);
        if (masked == whole) {
            return body;
        }
        byte[] out = body.clone();
        for (int i = 0; i < whole.length; i++) {
            if (masked[i] != whole[i]) {
                out[places[i]] = '*';
            }
        }
        return out;
    }

    /** {@return where the next text of that name begins; -1 if there is none} */
    private int next(byte[] name, int from) {
        for (int at = from; at + name.length < body.length; at++) {
            if (body[at] == '"' && Arrays.equals(body, at, at + name.length, name, 0, name.length)) {
                int text = at + name.length;
                while (text < body.length && body[text] == ' ') {
                    text++;
                }
                if (text < body.length && body[text] == '"') {
                    return text + 1;
                }
            }
        }
        return -1;
    }

    /** A backslash stays out, and what follows it counts as itself: no key holds what it could mean besides. */
    private void collect(int from) {
        for (int at = from; at < body.length && body[at] != '"'; at++) {
            if (body[at] == '\\' && ++at >= body.length) {
                return;
            }
            if (plain.size() == places.length) {
                places = Arrays.copyOf(places, places.length * 2);
            }
            places[plain.size()] = at;
            plain.write(body[at]);
        }
    }
}
