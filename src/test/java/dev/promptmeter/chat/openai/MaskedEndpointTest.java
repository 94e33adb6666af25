package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Secret;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MaskedEndpointTest {

    private static final String KEY = "canary-7f3a9c1e";

    private final Redactor redactor = Redactor.of(List.of(Secret.of(KEY)));

    private static byte[] answer(String content) {
        return ("{\"choices\":[{\"message\":{\"content\":\"" + content + "\"},\"finish_reason\":\"stop\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }

    private RecordedAnswer ask(RecordedAnswer received) throws InterruptedException {
        ChatEndpoint endpoint = MaskedEndpoint.of((request, stopwatch) -> received, redactor);
        return endpoint.ask(new WireRequest("pm-1", new byte[0], false), new Stopwatch(() -> 0, 0, 0));
    }

    private static String text(RecordedAnswer answer) {
        return ((Answered) new OpenAiAnswerReader().read(answer)).completion().text();
    }

    @Test
    void anAnswerWithoutAKeyIsTheSame() throws Exception {
        RecordedAnswer received = Recorded.plain(answer("Paris")).answer();

        assertThat(ask(received)).isSameAs(received);
    }

    @Test
    void aKeyIsMaskedBeforeAnybodyReadsTheAnswerHoweverItIsSpelled() throws Exception {
        RecordedAnswer plain = ask(Recorded.plain(answer("it is " + KEY)).answer());
        RecordedAnswer spelled =
                ask(Recorded.plain(answer("it is \\u0063anary-\\u0037f3a9c1e")).answer());

        assertThat(text(plain)).isEqualTo("it is " + "*".repeat(KEY.length()));
        assertThat(text(spelled)).isEqualTo("it is " + "*".repeat(KEY.length() + 10));
        assertThat(List.of(plain, spelled)).allMatch(answer -> answer.flags().contains("contained_key"));
    }

    @Test
    void aKeyInsideACodedBodyIsMaskedAndTheBodyKeptDecoded() throws Exception {
        RecordedAnswer kept = ask(Recorded.plain(gzip(answer("it is " + KEY)))
                .header("content-encoding", "gzip")
                .answer());

        assertThat(text(kept)).isEqualTo("it is " + "*".repeat(KEY.length()));
        assertThat(kept.headers()).doesNotContainKey("content-encoding");
        assertThat(kept.flags()).contains("contained_key");
    }

    @Test
    void aCutCodedBodyWithAKeyStaysCut() throws Exception {
        byte[] whole = gzip(answer("it is " + KEY));

        RecordedAnswer kept = ask(Recorded.plain(Arrays.copyOf(whole, whole.length - 9))
                .header("content-encoding", "gzip")
                .answer());

        assertThat(kept.end()).isEqualTo(FailureKind.TRUNCATED);
        assertThat(new String(kept.body(), StandardCharsets.UTF_8)).doesNotContain(KEY);
        assertThat(new OpenAiAnswerReader().read(kept)).isInstanceOf(Failed.class);
    }
}
