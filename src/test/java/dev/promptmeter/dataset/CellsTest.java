package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that begin with two underscores: the cases of {@code cells.tsv}, and how they play together. */
class CellsTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> cells() {
        return Fixture.cases("cells.tsv").map(columns -> Arguments.of((Object[]) columns));
    }

    private Fixture holding(String text) {
        return new Fixture(folder).holding(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void cellIsReadAsItsColumnSaysOrRefused(String header, String row, String expected) {
        Fixture fixture = holding(header + "\n" + row + "\n");

        if (expected.startsWith("PM-")) {
            String[] parts = expected.split(" ", 3);
            assertThat(fixture.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code() + " " + problem.source()).isEqualTo(parts[0] + " d.csv:2:" + parts[1]);
                assertThat(problem.text()).contains(parts[2]);
            });
        } else {
            assertThat(fixture.only().toString()).contains(expected);
        }
    }

    @Test
    void checksComeInColumnOrderWithTheFinishReasonLast() {
        Row row = holding("__expected_finish,__expected2,a,__expected1\nstop,contains: x,y,42\n")
                .only();

        assertThat(row.checks()).extracting(Check::name).containsExactly("contains", "equals", "finish-reason");
        assertThat(row.vars()).containsOnlyKeys("a");
    }

    @Test
    void metricNamesEveryCheckOfTheRow() {
        Row row = holding("a,__expected1,__expected2,__expected_finish,__metric\nx,42,is-json,stop,format\n")
                .only();

        assertThat(row.checks()).extracting(Check::metric).containsExactly("format", "format", "format");
    }

    @Test
    void checkKnowsWhereItWasWritten() {
        List<Row> rows = holding("a,__expected\n\"two\nlines\", contains: x \n").rows();

        Check.Origin origin = rows.get(0).checks().get(0).origin();
        assertThat(origin).isEqualTo(new Check.Origin(new Source("d.csv", 3, 8), "contains: x", Check.Level.ROW));
    }

    @Test
    void faultInsideAMultiLineCellNamesItsOwnLine() {
        List<Problem> problems = holding("name,__expected\nx,\"contains: \"\"first\"\"\n and {{name}}\"\n")
                .problems();

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith("PM-1217  d.csv:3:6  cells are not templates");
            assertThat(problem.notes()).startsWith(" and {{name}}\"", "     ^");
        });
    }

    @Test
    void columnOfAFaultCountsCodePointsAndDoubledQuotes() {
        List<Problem> problems = holding("name,__expected\n😀,\"contains: \"\"a\"\" {{name}}\"\n")
                .problems();

        assertThat(problems.get(0).source().column()).isEqualTo(20);
    }

    @Test
    void thresholdStaysWithItsColumnWhenAnEarlierCellIsBlank() {
        Row row = holding("a,__expected1,__expected2,__config:__expected2:threshold\nx,,similar: y,0.9\n")
                .only();

        assertThat(row.checks()).singleElement().extracting(Check::threshold).hasToString("0.9");
    }

    @Test
    void configurationOfAColumnThatIsNotThereIsFoundInTheHeader() {
        List<Problem> problems =
                holding("__expected1,__config:__expected2:threshold\nx,\n").problems();

        assertThat(problems)
                .extracting(Problem::code, problem -> problem.source().toString())
                .containsExactly(tuple("PM-1214", "d.csv:1:13"));
    }

    @Test
    void onlyThresholdCanBeConfigured() {
        List<Problem> problems =
                holding("__expected,__config:__expected:weight\nx,\n").problems();

        assertThat(problems)
                .extracting(Problem::text)
                .singleElement()
                .asString()
                .contains("'threshold' is the only key");
    }

    @Test
    void twoConfigurationsOfOneColumnAreRefused() {
        String header = "__expected,__config:__expected:threshold,__config:__expected1:threshold\n";

        assertThat(holding(header + "similar: x,0.5,0.5\n").problems())
                .extracting(Problem::code)
                .containsExactly("PM-1214");
    }

    @Test
    void simpleModeReadsExpectedAsAnExpectation() {
        Fixture fixture = holding("prompt,expected,__config:__expected:threshold\nhi,similar: yo,0.7\n");

        Row row = fixture.rows(spec -> spec.mode(DatasetSpec.Mode.SIMPLE)).get(0);

        assertThat(row.vars()).containsOnlyKeys("prompt");
        assertThat(row.checks()).singleElement().extracting(Check::threshold).hasToString("0.7");
    }

    @Test
    void inASuiteExpectedIsAVariable() {
        Row row = holding("prompt,expected\nhi,contains: yo\n").only();

        assertThat(row.vars()).containsKey("expected");
        assertThat(row.checks()).isEmpty();
    }

    @Test
    void onlyAFinishReasonColumnReplacesTheCheckOfTheSuite() {
        assertThat(holding("a,__expected_finish\nx,length\n").only().replacesFinishReason())
                .isTrue();
        assertThat(holding("a,__expected\nx,finish-reason: length\n").only().replacesFinishReason())
                .isFalse();
        assertThat(holding("a,__expected\nx,__expected_finish: length\n").only().replacesFinishReason())
                .isFalse();
    }

    @Test
    void clusterIsTheValueOfItsColumn() {
        Fixture fixture = holding("a,passage\nx,p1\ny,p2\nz,p1\n");

        List<Row> rows = fixture.rows(spec -> spec.clusterColumn("passage"));

        assertThat(rows).extracting(row -> row.options().cluster()).containsExactly("p1", "p2", "p1");
        assertThat(rows.get(0).vars()).containsEntry("passage", "p1");
    }

    @Test
    void bracesInAPrefixAreAWarning() {
        DatasetFile dataset = holding("a,__prefix\nx,Dear {{a}}\n").scan(Fixture.AS_IT_IS);

        assertThat(dataset.warnings().get(0).toString())
                .startsWith("PM-6204  d.csv:2:8  '{{' in __prefix is sent as it is");
    }

    @Test
    void faultsOfTheInspectorAreListedInFileOrderWithTheirLine() {
        Fixture fixture = holding("a,__expected\nx,contains:\ny,contians: x\n");
        RowInspector valueNeeded = row -> row.checks().stream()
                .filter(check -> check.value() == null)
                .map(check -> Problem.of("PM-1402", check.origin().source(), "'contains' needs a value"))
                .toList();

        var e = catchThrowableOfType(
                DatasetException.class, () -> DatasetFile.scan(fixture.spec().build(), Fixture.NOTATION, valueNeeded));

        assertThat(e.problems()).extracting(Problem::code).containsExactly("PM-1402", "PM-1401");
        assertThat(e.problems().get(0).notes()).containsExactly("x,contains:", "  ^");
    }
}
