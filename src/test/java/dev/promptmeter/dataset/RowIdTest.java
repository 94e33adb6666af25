package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowIdTest {

    @TempDir
    private Path folder;

    private List<String> ids(String text) {
        return new Fixture(folder).holding(text).rows().stream().map(Row::id).toList();
    }

    private List<Problem> problems(String text) {
        return new Fixture(folder).holding(text).problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "prompt$hi | h14479f4e87d3",
                "question,language$What is 6 x 7?,English | h20a47e9cc40e",
                "prompt$\"Größe \"\"5\"\"\" | h85a770b7e4e1",
            })
    void idIsMadeFromTheVariables(String table, String id) {
        assertThat(ids(table.replace('$', '\n'))).containsExactly(id);
    }

    @Test
    void checksMetadataAndPositionDoNotRenameARow() {
        String text = "__expected,prompt,__metadata:tag\nx,other,a\nyo,hi,core\n";

        assertThat(ids(text)).last().isEqualTo("h14479f4e87d3");
    }

    @Test
    void laterIdenticalRowsAreNumbered() {
        assertThat(ids("prompt\nhi\nho\nhi\nhi\n"))
                .containsExactly("h14479f4e87d3", ids("prompt\nho\n").get(0), "h14479f4e87d3~2", "h14479f4e87d3~3");
    }

    @Test
    void identicalRowsAreNumberedHoweverManyThereAre() {
        List<String> ids = ids("prompt\n" + "hi\n".repeat(65_540));

        assertThat(ids.subList(65_533, 65_540))
                .containsExactly(
                        "h14479f4e87d3~65534",
                        "h14479f4e87d3~65535",
                        "h14479f4e87d3~65536",
                        "h14479f4e87d3~65537",
                        "h14479f4e87d3~65538",
                        "h14479f4e87d3~65539",
                        "h14479f4e87d3~65540");
    }

    @Test
    void missingCellIsNotAnEmptyOne() {
        var fixture = new Fixture(folder).holding("prompt,b\nhi\n");

        List<Row> rows = fixture.rows(spec -> spec.ragged(DatasetSpec.Ragged.ALLOW));

        assertThat(rows).extracting(Row::id).containsExactly("h14479f4e87d3");
        assertThat(ids("prompt,b\nhi,\n")).doesNotContain("h14479f4e87d3");
    }

    @Test
    void markedIdWinsOverAPlainOneAndOverTheContent() {
        assertThat(ids("id,__id,prompt\nplain,marked,hi\n")).containsExactly("marked");
        assertThat(ids("id,prompt\nplain,hi\n")).containsExactly("plain");
    }

    @Test
    void idColumnCanBeNamedOrSwitchedOff() {
        var fixture = new Fixture(folder).holding("id,key,prompt\n1,k1,hi\n");

        assertThat(fixture.rows(spec -> spec.idColumn("key")))
                .extracting(Row::id)
                .containsExactly("k1");
        assertThat(fixture.rows(spec -> spec.idColumn("none")))
                .extracting(Row::id)
                .allMatch(id -> id.startsWith("h"));
    }

    @Test
    void plainIdStaysAVariable() {
        Row row = new Fixture(folder).holding("id,prompt\nr1,hi\n").only();

        assertThat(row.vars()).containsEntry("id", "r1");
    }

    @Test
    void duplicateIdNamesBothLines() {
        List<Problem> problems = problems("__id,prompt\nr1,hi\nr2,ho\n r1 ,hi\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toString()).startsWith("PM-1205  d.csv:4:2  id 'r1' stands twice, first in line 2");
    }

    @Test
    void idMustBeThereShortAndPrintable() {
        List<Problem> problems =
                problems("__id,prompt\n,hi\n" + "x".repeat(201) + ",hi\n\"a\tb\",hi\n" + "😀".repeat(200) + ",hi\n");

        assertThat(problems).extracting(Problem::code).containsOnly("PM-1205");
        assertThat(problems).extracting(problem -> problem.source().line()).containsExactly(2, 3, 4);
    }

    @Test
    void idsThatDifferOnlyByCaseOrUnicodeFormAreDifferentWithAWarning() {
        DatasetFile dataset = new Fixture(folder)
                .holding("id\nR1\nr1\nGr\u00f6\u00dfe\nGro\u0308\u00dfe\n")
                .scan(Fixture.AS_IT_IS);

        assertThat(Fixture.rowsOf(dataset)).hasSize(4);
        assertThat(dataset.warnings().get(0).toString())
                .startsWith(
                        "PM-6203  d.csv:3:1  id 'r1' differs from an earlier one only by case or Unicode form (and 1 more");
    }
}
