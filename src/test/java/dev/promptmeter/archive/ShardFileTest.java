package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A packed shard comes from somewhere else: whatever is in it, nothing is written but our own names, and no more than fits. */
class ShardFileTest {

    private static final String SUMS = "SHA256SUMS";

    @TempDir
    Path folder;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Path packed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        return Files.write(folder.resolve("shard-1-of-2.pmz"), bytes.toByteArray());
    }

    private void refused(String why) {
        assertThatThrownBy(() -> ShardFile.unpack(packed()))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(folder.resolve("shard-1-of-2.pmz") + " is no sound shard: ")
                .hasMessageContaining(why)
                .extracting(thrown -> ((StorageException) thrown).code())
                .isEqualTo("PM-1520");
    }

    @Test
    void whatWasPackedIsUnpackedIntoAPrivateFolder() throws Exception {
        entries.put("journal.jsonl", utf8("one\n"));
        entries.put("journal-2.jsonl", utf8("two\n"));
        entries.put(SUMS, utf8(sha(utf8("one\n")) + "  journal.jsonl\n" + sha(utf8("two\n")) + "  journal-2.jsonl\n"));

        Path unpacked = ShardFile.unpack(packed());

        assertThat(unpacked.resolve("journal.jsonl")).hasContent("one\n");
        assertThat(unpacked.resolve("journal-2.jsonl")).hasContent("two\n");
        ShardFile.discard(unpacked);
        assertThat(unpacked).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "/etc/passwd", "journal-x.jsonl", "report.html", "baseline-1.csv", "a b"})
    void noNameInTheArchiveIsEverUsedAsAPath(String name) throws Exception {
        entries.put("journal.jsonl", utf8("one\n"));
        entries.put(name, utf8("evil"));
        entries.put(SUMS, utf8(sha(utf8("one\n")) + "  journal.jsonl\n" + sha(utf8("evil")) + "  " + name + "\n"));

        refused("its SHA256SUMS names something that no shard has");
    }

    @Test
    void filesThatNobodyNamedAreRefused() throws Exception {
        entries.put("journal.jsonl", utf8("one\n"));
        entries.put("../../evil", utf8("evil"));
        entries.put(SUMS, utf8(sha(utf8("one\n")) + "  journal.jsonl\n"));

        refused("it holds other files than its SHA256SUMS names");
    }

    @Test
    void aChangedJournalIsRefused() throws Exception {
        entries.put("journal.jsonl", utf8("two\n"));
        entries.put(SUMS, utf8(sha(utf8("one\n")) + "  journal.jsonl\n"));

        refused("journal.jsonl in it is not what was packed: its SHA-256 differs");
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        byte[] zeros = new byte[17 << 20];
        entries.put("journal.jsonl", zeros);
        entries.put(SUMS, utf8(sha(zeros) + "  journal.jsonl\n"));

        refused("it unpacks to more than a shard of its size holds");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("shard-1-of-2.pmz"), "no archive");

        assertThatThrownBy(() -> ShardFile.unpack(file)).hasMessageContaining("it is damaged, or no ZIP file: ");
        entries.put("journal.jsonl", utf8("one\n"));
        refused("it holds no SHA256SUMS");
    }

    @Test
    void aSumWithoutItsFileIsRefused() throws Exception {
        entries.put("journal.jsonl", utf8("one\n"));
        entries.put("other", utf8("two\n"));
        entries.put(SUMS, utf8(sha(utf8("one\n")) + "  journal.jsonl\n" + sha(utf8("two\n")) + "  journal-2.jsonl\n"));

        refused("it lacks journal-2.jsonl, which its SHA256SUMS names");
    }
}
