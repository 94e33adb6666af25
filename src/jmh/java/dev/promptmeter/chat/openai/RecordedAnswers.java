package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Answers as they come from an endpoint, for the benchmarks. */
final class RecordedAnswers {

    private static final String SENTENCE = "Your parcel has left our warehouse and is due on Monday. ";

    private RecordedAnswers() {}

    static RecordedAnswer plain(int characters) {
        String text = SENTENCE.repeat(characters / SENTENCE.length() + 1).substring(0, characters);
        return recorded(
                "application/json",
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1762343744,\"model\":\"jamba\",\"choices\":"
                        + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                        + "\",\"refusal\":null},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":412,"
                        + "\"completion_tokens\":96,\"total_tokens\":508,\"prompt_tokens_details\":{\"cached_tokens\":128}},"
                        + "\"meta\":{\"usage\":{\"credits_used\":42,\"usd_spent\":0.000021}}}");
    }

    static byte[] stream(int events) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < events; i++) {
            out.append("data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1762343744,"
                    + "\"model\":\"ai21/jamba-1-5-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" parcel\"},"
                    + "\"finish_reason\":null}]}\n\n");
        }
        out.append(
                "data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
        out.append("data: [DONE]\n\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static RecordedAnswer streamed(int events) {
        return recorded("text/event-stream", new String(stream(events), StandardCharsets.UTF_8));
    }

    private static RecordedAnswer recorded(String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new RecordedAnswer(
                "pm-336335bc-0782af4fed75-1-1",
                type.startsWith("text"),
                null,
                "",
                200,
                Map.of("content-type", type),
                bytes,
                new Times(0, 0, 1_000, 2_000L, 50_000_000L, 50_100_000L, 50_200_000),
                new long[] {bytes.length, 50_099_000},
                Set.of());
    }
}
