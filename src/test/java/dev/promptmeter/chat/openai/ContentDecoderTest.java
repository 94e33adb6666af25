package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDecoderTest {

    private static final int LIMIT = 16 << 20;

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();

    @Test
    void gzipAndDeflateAreDecoded() throws IOException {
        byte[] body = Recorded.PARIS.getBytes(StandardCharsets.UTF_8);

        assertThat(text(Recorded.plain(gzip(body)).header("content-encoding", "gzip")))
                .isEqualTo("Paris");
        assertThat(text(Recorded.plain(deflate(body)).header("content-encoding", "deflate")))
                .isEqualTo("Paris");
    }

    @ParameterizedTest(name = "http-11: {0}")
    @ValueSource(strings = {"br", "zstd", "gzip, gzip"})
    void otherCodingsAreRefused(String coding) {
        Failed failed = (Failed) reader.read(
                Recorded.plain("xx").header("content-encoding", coding).answer());

        assertThat(failed.kind()).isEqualTo(FailureKind.UNSUPPORTED_ENCODING);
        assertThat(failed.message()).isEqualTo("content coding '" + coding + "' though none was asked for");
    }

    @Test
    void aBombIsNotInflated() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);

        ContentDecoder.Decoded decoded = ContentDecoder.decode("gzip", bomb, new long[0], LIMIT);

        assertThat(decoded.fault()).isEqualTo(FailureKind.TOO_LARGE);
        assertThat(decoded.body()).hasSizeLessThan(2 << 20);
    }

    @Test
    void aCutBodyIsTruncatedAndADamagedOneMalformed() throws IOException {
        byte[] whole = gzip(Recorded.PARIS.getBytes(StandardCharsets.UTF_8));
        byte[] wrongSum = whole.clone();
        wrongSum[whole.length - 6] ^= 1;

        assertThat(kind(Arrays.copyOf(whole, whole.length - 20))).isEqualTo(FailureKind.TRUNCATED);
        assertThat(kind(wrongSum)).isEqualTo(FailureKind.MALFORMED_SUCCESS);
    }

    @Test
    void theTimesOfACodedStreamAreThoseOfItsBuffers() throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        OutputStream gzip = new GZIPOutputStream(coded, true);
        gzip.write("data: {\"choices\":[{\"delta\":{\"content\":\"Par\"}}]}\n\n".getBytes(StandardCharsets.UTF_8));
        gzip.flush();
        int first = coded.size();
        gzip.write("data: {\"choices\":[{\"delta\":{\"content\":\"is\"}}]}\n\n".getBytes(StandardCharsets.UTF_8));
        gzip.flush();
        int second = coded.size();
        gzip.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        gzip.close();
        Recorded recorded = Recorded.stream(coded.toByteArray())
                .header("content-encoding", "gzip")
                .stamped(first, 10, second - first, 20, coded.size() - second, 40);

        Answered answered = (Answered) reader.read(recorded.answer());

        assertThat(answered.completion().text()).isEqualTo("Paris");
        assertThat(answered.timing().ttftNanos()).isEqualTo(10);
        assertThat(answered.timing().serviceNanos()).isEqualTo(30);
    }

    private FailureKind kind(byte[] body) {
        return ((Failed) reader.read(
                        Recorded.plain(body).header("content-encoding", "gzip").answer()))
                .kind();
    }

    private String text(Recorded recorded) {
        return ((Answered) reader.read(recorded.answer())).completion().text();
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream deflate = new DeflaterOutputStream(out)) {
            deflate.write(body);
        }
        return out.toByteArray();
    }
}
