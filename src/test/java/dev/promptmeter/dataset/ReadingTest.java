package dev.promptmeter.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From bytes to cells: the cases of {@code reading.tsv}. */
class ReadingTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> cases() {
        return Fixture.cases("reading.tsv").map(columns -> Arguments.of((Object[]) columns));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyFileIsReadInOneWayOrRefused(String rule, String options, String file, String expected) {
        var fixture = new Fixture(folder).holding(Fixture.bytes(file));

        if (expected.matches("PM-1.*")) {
            assertProblems(fixture.problems(spec -> configured(spec, options)), expected.split(" && "));
        } else {
            DatasetFile dataset = fixture.scan(spec -> configured(spec, options));
            assertThat(shown(dataset)).isEqualTo(expected);
        }
    }

    private static void assertProblems(List<Problem> problems, String[] expected) {
        assertThat(problems).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            String[] parts = expected[i].split(" ", 3);
            Source source = problems.get(i).source();
            assertThat(problems.get(i).code() + " " + source.line() + ":" + source.column())
                    .isEqualTo(parts[0] + " " + parts[1]);
            assertThat(problems.get(i).text()).contains(parts[2]);
        }
    }

    private static String shown(DatasetFile dataset) {
        Stream<String> rows = Fixture.rowsOf(dataset).stream()
                .map(row -> row.line() + Fixture.escaped(row.vars().toString()));
        Stream<String> warnings = dataset.warnings().stream().map(Problem::code);
        return Stream.concat(rows, warnings).collect(Collectors.joining(" "));
    }

    private static DatasetSpec.Builder configured(DatasetSpec.Builder spec, String option) {
        String value = option.substring(option.indexOf('=') + 1);
        return switch (option.split("=")[0]) {
            case "" -> spec;
            case "encoding" -> spec.encoding(value);
            case "escape" -> spec.escape(DatasetSpec.Escape.BACKSLASH);
            case "ragged" -> spec.ragged(DatasetSpec.Ragged.ALLOW);
            case "delimiter" -> spec.delimiter(value.equals("auto") ? DatasetSpec.AUTO : value.charAt(0));
            case "variables" -> spec.variables(Set.of(value));
            case "simple" -> spec.mode(DatasetSpec.Mode.SIMPLE);
            case "idColumn" -> spec.idColumn(value);
            case "clusterColumn" -> spec.clusterColumn(value);
            case "limits" -> spec.limits(limits(value));
            default -> throw new IllegalArgumentException(option);
        };
    }

    private static DatasetSpec.Limits limits(String value) {
        int[] numbers =
                Arrays.stream(value.split(",")).mapToInt(Integer::parseInt).toArray();
        return new DatasetSpec.Limits(1000, numbers[0], numbers[1], numbers[2]);
    }

    @Test
    void problemShowsTheLineWithAMarkUnderTheColumn() {
        var fixture = new Fixture(folder).holding("a,b\n\"What is \"the date\"?\",my_label\n");

        List<Problem> problems = fixture.problems();

        assertThat(problems).hasToString("""
                [PM-1204  d.csv:2:11  text after a closing quote
                  "What is "the date"?",my_label
                            ^
                  Double the quotes inside a quoted cell:  "say ""hi\"""]""");
    }

    @Test
    void markStaysUnderItsCharacterInALongLineWithControlCharacters() {
        var fixture = new Fixture(folder).holding("a\n" + "x".repeat(100) + "\u001b\u202e\"\"\n\"1\"2\n");

        Problem problem = fixture.problems().get(0);

        assertThat(problem.notes().subList(0, 2)).containsExactly("\"1\"2", "   ^");
    }

    @Test
    void rowWithBareQuotesIsShownCorrected() {
        var fixture = new Fixture(folder).holding("a,b\nhe said \"yes, sir\",2\n");

        Problem problem = fixture.problems().get(0);

        assertThat(problem.notes()).endsWith("Perhaps:  \"he said \"\"yes, sir\"\"\",2");
    }

    @Test
    void backslashAdviceNamesTheOption() {
        var fixture = new Fixture(folder).holding("a,b\n\"say \\\"hi\\\"\",x\n");

        Problem problem = fixture.problems().get(0);

        assertThat(problem.notes()).last().asString().contains("escape: backslash");
    }

    @Test
    void byteOffsetIsCountedThroughTheWholeFile() {
        byte[] start = ("a\n" + "0123456789\n".repeat(20_000)).getBytes(UTF_8);
        byte[] bytes = Arrays.copyOf(start, start.length + 1);
        bytes[start.length] = (byte) 0xe9;
        var fixture = new Fixture(folder).holding(bytes);

        Problem problem = fixture.problems().get(0);

        assertThat(problem.toString()).startsWith("PM-1201  d.csv:20002  byte 220,003 (E9) is not UTF-8");
    }

    @Test
    void after20FaultsOnlyTheirNumberIsGiven() {
        var fixture = new Fixture(folder).holding("a,b\n" + "1\n".repeat(25) + "1,\"2\"x\n");

        List<Problem> problems = fixture.problems();

        assertThat(problems).hasSize(22);
        assertThat(problems.get(19).source().line()).isEqualTo(21);
        assertThat(problems.get(20)).hasToString("PM-1202  d.csv  5 more of this kind, not shown");
        assertThat(problems.get(21)).hasToString("PM-1204  d.csv  1 more of this kind, not shown");
    }

    @Test
    void warningsOfOneKindAreCountedNotRepeated() {
        var fixture = new Fixture(folder).holding("a,b\n,\n,\n,\n1,2\n");

        List<Problem> warnings = fixture.scan(Fixture.AS_IT_IS).warnings();

        assertThat(warnings)
                .hasToString("[PM-6202  d.csv:2  a row without any text is left out (and 2 more of this kind)]");
    }

    @Test
    void faultInTheLastOf50000RowsIsFoundByTheFirstPass() {
        var fixture = new Fixture(folder).holding("a,b\n" + "1,2\n".repeat(49_999) + "1\n");

        List<Problem> problems = fixture.problems();

        assertThat(problems).extracting(problem -> problem.source().line()).containsExactly(50_001);
    }

    @Test
    void hundredThousandColumnsAreRefused() {
        var fixture = new Fixture(folder).holding("x,".repeat(100_000));

        List<Problem> problems = fixture.problems();

        assertThat(problems).extracting(Problem::code).containsExactly("PM-1208");
    }
}
