package dev.promptmeter.chat.openai;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A chunk of a stream as none and all servers send it: members that are known in any order, with values of any kind, and often damaged. */
final class RandomChunk {

    private static final List<String> ROOT = List.of(
            "id", "object", "created", "model", "choices", "choices", "choices", "choices", "usage", "error", "meta",
            "x_groq", "statusCode", "message", "obfuscation", "cost");
    private static final List<String> CHOICE = List.of(
            "index", "delta", "delta", "delta", "delta", "text", "finish_reason", "finishReason",
            "native_finish_reason", "logprobs", "token_ids", "message");
    private static final List<String> DELTA = List.of(
            "role", "content", "content", "content", "refusal", "reasoning", "reasoning_content", "reasoning_details",
            "tool_calls", "tool_calls", "name");
    private static final List<String> PIECE = List.of("index", "id", "type", "function", "function", "custom");
    private static final List<String> FUNCTION = List.of("name", "arguments", "arguments", "input");
    private static final List<String> USAGE =
            List.of("prompt_tokens", "completion_tokens", "total_tokens", "completion_tokens_details");
    private static final List<String> ODD = List.of(
            "null", "null", "null", "true", "false", "0", "0", "1", "2", "7", "-1", "-0", "1.0", "1.5", "01", "1e3", "1E+400",
            "123456789", "1234567890", "99999999999999999999", "9".repeat(80), "-", "+1", ".5", "NaN", "nul", "\"\"", "\"\"",
            "\" \"", "\"stop\"", "\"error\"", "\"503\"", "\"\\u0065rror\"", "{}", "[]", "[ ]", "[null]", "[[[]]]", "{\"a\":1,\"a\":2}",
            "{\"message\":\"no\",\"code\":429}", "[{\"type\":\"text\",\"text\":\"part\"}]", "[{\"text\":\"hm\"},{\"text\":\"\"}]",
            "{\"content\":[{\"token\":\"P\",\"logprob\":-0.1},{\"logprob\":\"x\"}]}", "{\"usd\":0.5}",
            "[".repeat(20) + "]".repeat(20), "[".repeat(210) + "]".repeat(210), "\"" + "x".repeat(300) + "\"");
    private static final List<String> TEXTS = List.of(
            "Par", "is", " ", "", "\\n", "\\\"", "\\\\", "\\/", "\\b\\f\\r\\t", "\\u00e9", "\\u00E9", "\\ud83d", "\\ude00",
            "\\u000", "\\x", "\\u00zz", "é", "漢", "😀", "\u2028", "\uFEFF", "\uFFFF", "\n", "\u0001", "\u007f");

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    RandomChunk(Random random) {
        this.random = random;
    }

    byte[] bytes() {
        if (random.nextInt(40) == 0) {
            out.append(random.nextBoolean() ? "[DONE]" : any(ODD));
        } else {
            blank();
            object(ROOT);
            blank();
        }
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void blank() {
        if (random.nextInt(8) == 0) {
            out.append(any(List.of(" ", "\t", "\n", "\r", "  ")));
        }
    }

    /** Most have each name once, as programs write them; some have one twice. */
    private void object(List<String> names) {
        out.append('{');
        int members = 0;
        for (String name : names.stream().distinct().toList()) {
            boolean often = names.indexOf(name) != names.lastIndexOf(name);
            int times = often || random.nextInt(3) == 0 ? random.nextInt(30) == 0 ? 2 : 1 : 0;
            for (int i = 0; i < times; i++) {
                out.append(members++ == 0 && random.nextInt(60) > 0 ? "" : ",");
                blank();
                out.append('"').append(random.nextInt(60) == 0 ? escaped(name) : name).append('"');
                blank();
                out.append(':');
                blank();
                value(name);
                blank();
            }
        }
        out.append('}');
    }

    private static String escaped(String name) {
        return String.format(java.util.Locale.ROOT, "\\u%04x", (int) name.charAt(0)) + name.substring(1);
    }

    private void value(String name) {
        if (random.nextInt(12) == 0) {
            out.append(any(ODD));
            return;
        }
        switch (name) {
            case "choices" -> list(CHOICE);
            case "delta", "message" -> object(DELTA);
            case "tool_calls" -> list(PIECE);
            case "function", "custom" -> object(FUNCTION);
            case "usage" -> {
                if (random.nextBoolean()) {
                    out.append("null");
                } else {
                    object(USAGE);
                }
            }
            case "index" -> out.append(random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(2));
            case "content", "refusal", "reasoning", "reasoning_content", "arguments", "name", "text" -> text();
            case "type" -> out.append("\"function\"");
            case "id", "model" -> out.append(random.nextInt(6) == 0 ? "\"b\"" : "\"a\"");
            case "finish_reason" -> out.append(any(List.of("null", "null", "null", "\"\"", "\"stop\"")));
            case "reasoning_details" -> out.append(any(List.of("[]", "[{\"text\":\"hm\"}]")));
            default -> out.append(any(ODD));
        }
    }

    private void list(List<String> names) {
        out.append('[');
        int elements = random.nextInt(8) == 0 ? random.nextInt(3) : 1;
        for (int i = 0; i < elements; i++) {
            out.append(i == 0 ? "" : ",");
            blank();
            object(names);
            blank();
        }
        out.append(']');
    }

    private void text() {
        out.append('"');
        for (int i = random.nextInt(4); i > 0; i--) {
            int plain = random.nextInt(10);
            out.append(plain < 7 ? TEXTS.get(random.nextInt(4)) : any(TEXTS));
        }
        out.append('"');
    }
}
