package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy of a dataset with its ids written out. */
class IdCopyTest {

    @TempDir
    private Path folder;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(folder);
    }

    private byte[] copy(UnaryOperator<DatasetSpec.Builder> change) throws IOException {
        var out = new ByteArrayOutputStream();
        fixture.scan(change).copyWithIds(out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            plain|prompt\\nhi\\n|__id,prompt\\nh14479f4e87d3,hi\\n
            equal rows|prompt\\nhi\\nhi|__id,prompt\\nh14479f4e87d3,hi\\nh14479f4e87d3~2,hi
            byte order mark and line ends|\\xEF\\xBB\\xBF"prompt"\\r\\n"hi"\\r|\\xEF\\xBB\\xBF__id,"prompt"\\r\\nh14479f4e87d3,"hi"\\r
            lines inside cells|a,prompt\\n"1\\n\\n2",x\\n|__id,a,prompt\\nh87a4b1b1d5f4,"1\\n\\n2",x\\n
            blank lines and empty rows|\\n\\nprompt,b\\n\\n,\\nhi,\\n  \\n|\\n\\n__id,prompt,b\\n\\n,\\nhae5dbb9c4d0d,hi,\\n  \\n
            """)
    void onlyTheColumnOfIdsIsNew(String rule, String before, String after) throws IOException {
        fixture.holding(Fixture.bytes(before));

        String copy = new String(copy(Fixture.AS_IT_IS), StandardCharsets.ISO_8859_1);

        assertThat(copy.replaceAll("h[0-9a-f]{12}", "ID"))
                .isEqualTo(new String(Fixture.bytes(after), StandardCharsets.ISO_8859_1)
                        .replaceAll("h[0-9a-f]{12}", "ID"));
    }

    @Test
    void theCopyGivesTheSameRowsWithTheSameIds() throws IOException {
        fixture.holding("prompt,__expected\n\"a, \"\"b\"\"\",x\nGröße,y\n\"two\nlines\",z\n");
        var rows = fixture.rows();

        fixture.holding(copy(Fixture.AS_IT_IS));

        assertThat(fixture.rows())
                .extracting(Row::id)
                .isEqualTo(rows.stream().map(Row::id).toList());
        assertThat(fixture.rows())
                .extracting(Row::vars)
                .isEqualTo(rows.stream().map(Row::vars).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-16LE", "UTF-16BE"})
    void theEncodingAndTheDelimiterStay(String encoding) throws IOException {
        fixture.holding("prompt;b\nhé;1\n".getBytes(encoding));
        UnaryOperator<DatasetSpec.Builder> options =
                spec -> spec.encoding(encoding).delimiter(';');

        String copy = new String(copy(options), encoding);

        assertThat(copy).matches("__id;prompt;b\nh[0-9a-f]{12};hé;1\n");
    }

    @Test
    void aLargeFileIsCopiedToItsEnd() throws IOException {
        String row = "x".repeat(997) + ",y\n";
        fixture.holding("prompt,b\n" + row.repeat(200));

        String copy = new String(copy(Fixture.AS_IT_IS), StandardCharsets.UTF_8);

        assertThat(copy.lines()).hasSize(201);
        assertThat(copy.replaceAll("(?m)^[^,]*,", "")).isEqualTo("prompt,b\n" + row.repeat(200));
    }

    @Test
    void aFileThatChangedIsNotCopied() {
        fixture.holding("prompt\nhi\n");
        DatasetFile dataset = fixture.scan(Fixture.AS_IT_IS);
        fixture.holding("prompt\nho\n");

        assertThatThrownBy(() -> dataset.copyWithIds(new ByteArrayOutputStream()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("d.csv:2  the dataset changed");
    }

    @Test
    void aDatasetWithIdsLacksNone() {
        assertThat(fixture.holding("id,prompt\nr1,hi\n").scan(Fixture.AS_IT_IS).lacksIds())
                .isFalse();
        assertThat(new Fixture(folder, "d.jsonl")
                        .holding("{\"prompt\":\"hi\"}\n")
                        .scan(Fixture.AS_IT_IS)
                        .lacksIds())
                .isFalse();
    }
}
