package dev.promptmeter.dataset;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies between the two passes: figures of the whole file, changes of it, memory. */
class SecondPassTest {

    @TempDir
    private Path folder;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(folder);
    }

    @Test
    void datasetIsDescribedAsAWhole() {
        DatasetInfo info = fixture.holding("\ufeffid,prompt\nr1,hi\n")
                .scan(Fixture.AS_IT_IS)
                .info();

        assertThat(info)
                .isEqualTo(new DatasetInfo(
                        "d",
                        "d.csv",
                        19,
                        "1d2dee80e6ad7a6538cebea621483e94af9fc62e87574cb319861f75491b3ca9",
                        1,
                        List.of("id", "prompt"),
                        ",",
                        "UTF-8"));
    }

    @Test
    void everyPassGivesTheSameRows() {
        DatasetFile dataset =
                fixture.holding("prompt,__expected\nhi,yo\nhi,yo\n").scan(Fixture.AS_IT_IS);

        assertThat(Fixture.rowsOf(dataset)).isEqualTo(Fixture.rowsOf(dataset)).hasSize(2);
    }

    @Test
    void inspectorSeesEveryRowOnceInOrder() {
        var seen = new ArrayList<Row>();
        fixture.holding("prompt,__skip\nhi,\nho,later\n");

        DatasetFile dataset = DatasetFile.scan(fixture.spec().build(), Fixture.NOTATION, row -> {
            seen.add(row);
            return List.of();
        });

        assertThat(seen)
                .isEqualTo(Fixture.rowsOf(dataset))
                .extracting(Row::skip)
                .containsExactly(null, "later");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "another letter, a$1$X$3$, 1",
        "two rows exchanged, a$2$1$3$, 0",
        "a line end moved, a$1$$23$, 1",
        "a quote that never closes, a$1$\"2$3, 1",
        "text after a quote, a$1$\"\"3$, 1",
        "another column name, b$1$2$3$, 0",
    })
    void changedRowStopsTheReadingBeforeItIsHandedOut(String change, String content, int sound) {
        DatasetFile dataset = fixture.holding("a\n1\n2\n3\n").scan(Fixture.AS_IT_IS);
        fixture.holding(content.replace('$', '\n'));

        try (RowReader reader = dataset.open()) {
            for (int i = 0; i < sound; i++) {
                assertThat(reader.next().vars()).containsEntry("a", String.valueOf(i + 1));
            }
            assertThatThrownBy(reader::next)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("the dataset changed while it was being read");
        }
    }

    @ParameterizedTest
    @CsvSource({"a$1$2$", "a$1$2$3$4$", "a$1$2$3"})
    void fileOfAnotherLengthIsNotOpened(String content) {
        DatasetFile dataset = fixture.holding("a\n1\n2\n3\n").scan(Fixture.AS_IT_IS);
        fixture.holding(content.replace('$', '\n'));

        assertThatThrownBy(dataset::open).hasMessageContaining("its length differs");
    }

    @Test
    void fileThatGrowsWhileItIsReadIsNoticed() throws IOException {
        DatasetFile dataset = fixture.holding("a\n" + "1\n".repeat(100_000)).scan(Fixture.AS_IT_IS);

        try (RowReader reader = dataset.open()) {
            assertThat(reader.next()).isNotNull();
            Files.writeString(fixture.file(), "late\n", StandardOpenOption.APPEND);
            for (int i = 1; i < 100_000; i++) {
                assertThat(reader.next()).isNotNull();
            }
            assertThatThrownBy(reader::next).hasMessageContaining("it became longer: line 100002 is new");
        }
    }

    @Test
    void fileThatIsGoneIsNamed() throws IOException {
        DatasetFile dataset = fixture.holding("a\n1\n").scan(Fixture.AS_IT_IS);
        Files.delete(fixture.file());

        assertThatThrownBy(dataset::open).hasMessageStartingWith("PM-1209  d.csv  ");
    }

    @Test
    void whatIsNoFileOfTextIsRefusedWithItsPath() {
        assertThat(fixture.problems()).hasToString("[PM-1209  d.csv  there is no such file: check the path]");
        assertThatThrownBy(() ->
                        DatasetFile.columns(DatasetSpec.builder("d", folder).build()))
                .hasMessage("PM-1209  " + folder + "  is a folder: name a CSV or JSON Lines file");
        assertThatThrownBy(() -> DatasetFile.columns(
                        DatasetSpec.builder("d", Path.of("/dev/null")).build()))
                .hasMessageStartingWith("PM-1209  /dev/null  is neither a regular file nor '-'");
    }

    @Test
    void fileAboveItsLimitIsNotRead() {
        var limits = new DatasetSpec.Limits(5, 100, 100, 10);

        assertThat(fixture.holding("a\n1\n22\n").problems(spec -> spec.limits(limits)))
                .hasToString("[PM-1208  d.csv  7 bytes; a dataset may have 5 (limits.fileSize)]");
    }

    @Test
    void columnsAreReadWithoutTheRows() {
        fixture.holding("a,b\n1,\"2\n");

        assertThat(DatasetFile.columns(fixture.spec().build())).containsExactly("a", "b");
    }

    @Test
    void tabSeparatedFileNeedsNoDelimiter() throws IOException {
        Path file = Files.writeString(folder.resolve("d.tsv"), "a\tb\n1\t2\n");

        DatasetInfo info = DatasetFile.scan(DatasetSpec.builder("d", file).build(), Fixture.NOTATION, row -> List.of())
                .info();

        assertThat(info.delimiter()).isEqualTo("\t");
    }

    @Test
    void streamIsLaidDownInAFileThatIsDeletedAgain() throws IOException {
        var input = new ByteArrayInputStream(new byte[] {'a', '\n', '1', '\n'});
        Path file;

        try (var spooled = SpooledInput.of(input, DatasetSpec.Limits.DEFAULT)) {
            file = spooled.file();
            var dataset = DatasetFile.scan(
                    DatasetSpec.builder("stdin", file).shownAs("-").build(), Fixture.NOTATION, row -> List.of());
            assertThat(Fixture.rowsOf(dataset)).hasSize(1);
            assertThat(Files.getPosixFilePermissions(file)).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void streamAboveTheLimitIsRefused() {
        var input = new ByteArrayInputStream(new byte[100]);

        assertThatThrownBy(() -> SpooledInput.of(input, new DatasetSpec.Limits(99, 1, 1, 1)))
                .hasMessage("PM-1208  -  more than 99 bytes (limits.fileSize)");
    }

    @Test
    void firstPassKeepsLessThan64BytesPerRow() {
        int rows = 300_000;
        var text = new StringBuilder("id,prompt\n");
        for (int i = 0; i < rows; i++) {
            text.append("row ").append(i).append(",hi\n");
        }
        fixture.holding(text.toString());
        text.setLength(0);
        text.trimToSize();
        long[] used = new long[2];

        DatasetFile.scan(fixture.spec().build(), Fixture.NOTATION, row -> {
            if (row.line() == 2) {
                used[0] = usedBytes();
            } else if (row.line() == rows + 1) {
                used[1] = usedBytes();
            }
            return List.of();
        });

        assertThat((used[1] - used[0]) / rows).isLessThan(64);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
