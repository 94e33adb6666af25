package dev.promptmeter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WellFormedTest {

    /** Both sides of every limit that a second byte can have. */
    private static final int[] SECONDS = {'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE2, 0xFF};

    private static final int[] FURTHER = {0x7F, 0x80, 0xBF, 0xC0};

    @Test
    void agreesWithAStrictDecoderAtEveryLimit() {
        for (int first = 0; first < 256; first++) {
            for (int second : SECONDS) {
                for (int third : FURTHER) {
                    for (int fourth : FURTHER) {
                        assertAgrees(new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth});
                    }
                }
            }
        }
    }

    @Test
    void agreesWithAStrictDecoderOnTextsWithOneByteChangedOrCutOff() {
        byte[] text = "Zürich 東京 😀 is due on Monday".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = Arrays.copyOf(text, random.nextInt(text.length + 1));
            if (changed.length > 0 && random.nextBoolean()) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertAgrees(changed);
        }
    }

    @Test
    void looksOnlyAtTheBytesBetween() {
        byte[] bytes = {(byte) 0xFF, 'o', 'k', (byte) 0xC3, (byte) 0xA9, (byte) 0xC3};

        assertThat(WellFormed.utf8(bytes, 1, 5)).isTrue();
        assertThat(WellFormed.utf8(bytes, 1, 4)).isFalse();
        assertThat(WellFormed.utf8(bytes, 1, 6)).isFalse();
    }

    private static void assertAgrees(byte[] bytes) {
        // Tens of thousands of them, for which a described assertion takes seconds.
        if (WellFormed.utf8(bytes, 0, bytes.length) != decodable(bytes)) {
            throw new AssertionError(Arrays.toString(bytes) + " is UTF-8: " + decodable(bytes));
        }
    }

    private static boolean decodable(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
