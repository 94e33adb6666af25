package dev.promptmeter.chat.openai;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A chunk of a stream as none and all servers send it: members that are known in any order, with values of any kind, and often damaged. */
final class RandomChunk {

    private static final List<String> ROOT = List.of(
            "id",
            "object",
            "created",
            "model",
            "choices",
            "choices",
            "choices",
            "choices",
            "usage",
            "error",
            "meta",
            "x_groq",
            "statusCode",
            "message",
            "obfuscation",
            "cost");
    private static final List<String> CHOICE = List.of(
            "index",
            "delta",
            "delta",
            "delta",
            "delta",
            "text",
            "finish_reason",
            "finishReason",
            "native_finish_reason",
            "logprobs",
            "token_ids",
            "message");
    private static final List<String> DELTA = List.of(
            "role",
            "content",
            "content",
            "content",
            "refusal",
            "reasoning",
            "reasoning_content",
            "reasoning_details",
            "tool_calls",
            "name");
    private static final List<String> PIECE = List.of("index", "index", "id", "type", "function", "function", "custom");
    private static final List<String> FUNCTION = List.of("name", "arguments", "arguments", "input");
    private static final List<String> USAGE =
            List.of("prompt_tokens", "completion_tokens", "completion_tokens", "completion_tokens_details");
    private static final List<String> ODD = List.of(
            "null",
            "null",
            "null",
            "true",
            "false",
            "0",
            "0",
            "1",
            "2",
            "7",
            "-1",
            "-0",
            "1.0",
            "1.5",
            "01",
            "1e3",
            "1E+400",
            "123456789",
            "1234567890",
            "99999999999999999999",
            "9".repeat(80),
            "-",
            "+1",
            ".5",
            "NaN",
            "nul",
            "\"\"",
            "\"\"",
            "\" \"",
            "\"stop\"",
            "\"error\"",
            "\"503\"",
            "\"\\u0065rror\"",
            "{}",
            "[]",
            "[ ]",
            "[null]",
            "[[[]]]",
            "{\"a\":1,\"a\":2}",
            "{\"message\":\"no\",\"code\":429}",
            "[{\"type\":\"text\",\"text\":\"part\"}]",
            "[{\"text\":\"hm\"},{\"text\":\"\"}]",
            "{\"content\":[{\"token\":\"P\",\"logprob\":-0.1},{\"logprob\":\"x\"}]}",
            "{\"usd\":0.5}",
            "[".repeat(20) + "]".repeat(20),
            "[".repeat(210) + "]".repeat(210),
            "\"" + "x".repeat(300) + "\"");
    private static final List<String> TEXTS = List.of(
            "Par",
            "is",
            " ",
            "",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\b\\f\\r\\t",
            "\\u00e9",
            "\\u00E9",
            "\\ud83d",
            "\\ude00",
            "é",
            "漢",
            "😀",
            "\u2028",
            "\uFEFF",
            "\uFFFF",
            "\u007f");
    private static final List<String> WRONG = List.of("\\u000", "\\x", "\\u00zz", "\n", "\u0001", "\\", "\"");

    private final Random random;
    private final Random words;
    private final int oneIn;
    private final StringBuilder out = new StringBuilder();

    /**
     * Makes a chunk.
     *
     * @param shape chunks of the same shape differ only in their texts
     */
    RandomChunk(long shape, Random words) {
        this.random = new Random(shape);
        this.words = words;
        this.oneIn = new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 60, 8}[random.nextInt(4)];
    }

    /** {@return whether something rare is due: in half of all chunks never} */
    private boolean rare() {
        return random.nextInt(oneIn) == 0;
    }

    byte[] bytes() {
        if (rare()) {
            out.append(random.nextBoolean() ? "[DONE]" : any(ODD));
        } else {
            blank();
            object(ROOT);
            blank();
        }
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && words.nextInt(15) == 0) {
            bytes[words.nextInt(bytes.length)] = (byte) words.nextInt(256);
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

    /** Each name at most once, as programs write them, unless something rare is due. */
    private void object(List<String> names) {
        out.append('{');
        int members = 0;
        for (String name : names.stream().distinct().toList()) {
            boolean often = names.indexOf(name) != names.lastIndexOf(name);
            int times = often && !rare() || random.nextInt(3) == 0 ? rare() ? 2 : 1 : 0;
            for (int i = 0; i < times; i++) {
                out.append(members++ == 0 && !rare() ? "" : ",");
                member(name);
            }
        }
        out.append('}');
    }

    private void member(String name) {
        blank();
        out.append('"').append(rare() ? escaped(name) : name).append('"');
        blank();
        out.append(':');
        blank();
        if (rare()) {
            out.append(any(ODD));
        } else {
            value(name);
        }
        blank();
    }

    private static String escaped(String name) {
        return String.format(Locale.ROOT, "\\u%04x", (int) name.charAt(0)) + name.substring(1);
    }

    private void value(String name) {
        switch (name) {
            case "choices" -> list(CHOICE);
            case "delta", "message" -> object(DELTA);
            case "tool_calls" -> list(PIECE);
            case "function" -> object(FUNCTION);
            case "index" -> out.append(rare() ? random.nextInt(300) : random.nextInt(2));
            case "content", "refusal", "reasoning", "reasoning_content", "arguments", "obfuscation" -> text();
            case "name" -> out.append(any(List.of("null", "\"\"", "\"f\"")));
            case "id", "model" -> out.append(any(List.of("\"a\"", "\"a\"", "\"b\"", "null", "null", "\"\"")));
            case "type" -> out.append("\"function\"");
            case "object" -> out.append(any(List.of("\"chunk\"", "null")));
            case "created" -> out.append(any(List.of("0", "-1.5e+3", "1762343744")));
            case "usage" -> usage();
            case "reasoning_details" -> out.append(any(List.of("[]", "null", "[{\"text\":\"hm\"}]")));
            case "finish_reason", "finishReason" ->
                out.append(any(List.of("null", "null", "null", "null", "\"\"", "\"stop\"")));
            default -> out.append("null");
        }
    }

    private void usage() {
        if (random.nextInt(4) == 0) {
            object(USAGE);
        } else {
            out.append("null");
        }
    }

    private void list(List<String> names) {
        out.append('[');
        int elements = rare() ? random.nextInt(3) : 1;
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
        for (int i = words.nextInt(4); i > 0; i--) {
            List<String> all = words.nextInt(60) == 0 ? WRONG : TEXTS;
            out.append(all.get(words.nextInt(all.size())));
        }
        out.append('"');
    }
}
