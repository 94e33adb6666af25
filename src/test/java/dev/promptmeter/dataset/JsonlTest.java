package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON Lines: the cases of {@code jsonl.tsv}, and what a row in JSON can say beside its texts. */
class JsonlTest {

    @TempDir
    private Path folder;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(folder, "d.jsonl");
    }

    static Stream<Arguments> cases() {
        return Fixture.cases("jsonl.tsv").map(columns -> Arguments.of((Object[]) columns));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyFileIsReadInOneWayOrRefused(String rule, String file, String expected) {
        fixture.holding(Fixture.bytes(file));

        if (expected.startsWith("PM-1")) {
            assertThat(faults()).hasSameSizeAs(expected.split(" && "));
            for (int i = 0; i < faults().size(); i++) {
                String[] parts = expected.split(" && ")[i].split(" ", 3);
                assertThat(faults().get(i))
                        .startsWith(parts[0] + " " + parts[1] + " ")
                        .contains(parts[2]);
            }
        } else {
            assertThat(shown(fixture.scan(Fixture.AS_IT_IS))).isEqualTo(expected);
        }
    }

    /** Names are looked up, not compared with all before them. */
    @Test
    @Timeout(20)
    void aRowOfAHundredThousandKeysIsRefusedAtOnce() {
        String keys =
                IntStream.range(0, 100_000).mapToObj(i -> ",\"k" + i + "\":1").collect(Collectors.joining());

        fixture.holding("{\"prompt\":\"x\"" + keys + "}\n");

        assertThat(faults()).first().asString().startsWith("PM-1208").contains("more than 1,000 different keys");
    }

    private List<String> faults() {
        return fixture.problems().stream()
                .map(problem -> problem.code() + " " + problem.source().line() + ":"
                        + problem.source().column() + " " + problem.text())
                .toList();
    }

    private static String shown(DatasetFile dataset) {
        Stream<String> rows = Fixture.rowsOf(dataset).stream()
                .map(row -> row.line() + Fixture.escaped(row.vars().toString()));
        Stream<String> warnings = dataset.warnings().stream().map(Problem::code);
        return Stream.concat(rows, warnings).collect(Collectors.joining(" "));
    }

    @Test
    void aFaultShowsTheLineWithAMarkUnderTheValue() {
        fixture.holding("{\"a\":\"x\",\"__expected\":\"contians: y\"}\n");

        assertThat(fixture.problems()).hasToString("""
                [PM-1401  d.jsonl:1:24  unknown check 'contians': did you mean 'contains'? For literal text: equals: contians: y
                  {"a":"x","__expected":"contians: y"}
                                         ^]""");
    }

    @Test
    void expectationsMayBeAListAndChecksMayBeMaps() {
        Row row = fixture.holding(
                        "{\"a\":\"x\",\"__expected\":[\"contains: y\",\"\",\"is-json\"],\"__metric\":\"tone\","
                                + "\"__checks\":[{\"type\":\"icontains\",\"value\":\"30 days\"}],\"__expected_finish\":\"stop\"}")
                .only();

        assertThat(row.checks())
                .extracting(check -> check.origin().text())
                .containsExactly("contains: y", "is-json", "icontains: 30 days", "__expected_finish: stop");
        assertThat(row.checks()).extracting(Check::metric).containsOnly("tone");
    }

    @Test
    void numbersInChecksKeepTheirDigits() {
        Row row = fixture.holding(
                        "{\"a\":\"x\",\"__checks\":[{\"type\":\"json-equals\",\"value\":0.12345678901234567890}]}")
                .only();

        assertThat(row.checks().get(0).value()).hasToString("\"0.12345678901234567890\"");
    }

    @Test
    void aThresholdHoldsForEveryExpectationOfAList() {
        Row row = fixture.holding("{\"a\":\"x\",\"__expected\":[\"similar: y\",\"bleu: z\"],"
                        + "\"__config:__expected:threshold\":0.9}")
                .only();

        assertThat(row.checks()).extracting(Check::threshold).containsOnly(Quantity.of("0.9"));
    }

    @Test
    void metadataAreTextsOrLists() {
        Row row = fixture.holding(
                        "{\"a\":\"x\",\"__metadata\":{\"tag\":[\"core\",\"a,b\",\" \"],\"level\":3,\"none\":null},"
                                + "\"__metadata:team[]\":\"red,blue\"}")
                .only();

        assertThat(row.meta())
                .isEqualTo(
                        Map.of("tag", List.of("core", "a,b"), "level", List.of("3"), "team", List.of("red", "blue")));
        assertThat(row.tags()).containsExactly("core", "a,b");
    }

    @Test
    void aVariableThatHoldsMessagesKeepsItsJsonAsWritten() {
        fixture.holding("{\"history\":[ {\"role\":\"user\", \"content\":\"Hi\"} ],\"question\":\"And now?\"}\n");

        List<Row> rows = fixture.rows(spec -> spec.structured(Set.of("history")));

        assertThat(rows.get(0).vars()).containsEntry("history", "[ {\"role\":\"user\", \"content\":\"Hi\"} ]");
    }

    @Test
    void everyRowNeedsAnIdWhereOneHasIt() {
        fixture.holding("{\"id\":\"r1\",\"a\":\"x\"}\n{\"a\":\"y\"}\n");

        assertThat(faults()).containsExactly("PM-1205 2:0 no id: fill 'id' in every row");
    }

    @Test
    void linesAndValuesAndKeysHaveLimits() {
        var limits = new DatasetSpec.Limits(10_000, 20, 100, 3);

        fixture.holding("{\"a\":\"" + "x".repeat(100) + "\"}");
        assertThat(fixture.problems(spec -> spec.limits(limits)))
                .hasToString("[PM-1208  d.jsonl:1  a line longer than 100 bytes (limits.record)]");
        fixture.holding("{\"a\":\"" + "é".repeat(11) + "\"}");
        assertThat(fixture.problems(spec -> spec.limits(limits)))
                .extracting(Problem::text)
                .containsExactly("a value longer than 20 bytes (limits.cell)");
        fixture.holding("{\"a\":1,\"b\":2}\n{\"c\":3,\"d\":4}\n");
        assertThat(fixture.problems(spec -> spec.limits(limits)))
                .hasToString("[PM-1208  d.jsonl:2  more than 3 different keys (limits.columns)]");
    }

    @Test
    void aRowHasAtMost100Expectations() {
        fixture.holding("{\"a\":\"x\",\"__expected\":[" + "\"y\",".repeat(100) + "\"z\"]}");

        assertThat(faults()).containsExactly("PM-1208 1:0 101 expectations; a row may have 100");
    }

    @Test
    void nestingEndsAt200() {
        String deep = "[".repeat(200) + "]".repeat(200);
        fixture.holding("{\"__checks\":" + deep + "}");

        assertThat(faults()).singleElement().asString().endsWith("nested deeper than 200 levels");
    }

    @Test
    void theFormatCountsAndNotTheName() {
        var csv = new Fixture(folder).holding("{\"a\":\"x\"}\n");

        assertThat(csv.rows(spec -> spec.format(DatasetSpec.Format.JSONL)))
                .extracting(Row::vars)
                .containsExactly(Map.of("a", "x"));
    }

    @Test
    void aChangedRowStopsTheReadingBeforeItIsHandedOut() {
        DatasetFile dataset =
                fixture.holding("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n").scan(Fixture.AS_IT_IS);

        fixture.holding("{\"a\":1}\n{\"b\":2}\n{\"a\":3}\n");

        try (RowReader reader = dataset.open()) {
            assertThat(reader.next().vars()).isEqualTo(Map.of("a", "1"));
            assertThatThrownBy(reader::next)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("the dataset changed while it was being read: line 2 differs");
        }
    }

    @Test
    void theSameRowsInCsvAndInJsonLinesAreTheSame() {
        String csv =
                "question,language,__expected,__expected2,__metadata:tag[],__threshold,__max_tokens,__description\n"
                        + "\"say \"\"hi\"\", José\",English,icontains: hi,similar(0.5): yo,\"a,b\",0.5,20,first\n"
                        + "1.10,German,42,,,,,\n"
                        + "1.10,German,42,,,,,\n";
        String jsonl =
                "{\"question\":\"say \\\"hi\\\", Jos\\u00e9\",\"language\":\"English\",\"__expected\":\"icontains: hi\","
                        + "\"__expected2\":\"similar(0.5): yo\",\"__metadata\":{\"tag\":[\"a\",\"b\"]},\"__threshold\":0.5,"
                        + "\"__max_tokens\":20,\"__description\":\"first\"}\n"
                        + ("{\"question\":1.10,\"language\":\"German\",\"__expected\":42}\n").repeat(2);

        List<Row> fromCsv = new Fixture(folder).holding(csv).rows();
        List<Row> fromJsonl = fixture.holding(jsonl).rows();

        assertThat(fromJsonl)
                .extracting(Row::id)
                .isEqualTo(fromCsv.stream().map(Row::id).toList());
        assertThat(fromJsonl)
                .extracting(Row::vars)
                .isEqualTo(fromCsv.stream().map(Row::vars).toList());
        assertThat(fromJsonl)
                .extracting(Row::meta)
                .isEqualTo(fromCsv.stream().map(Row::meta).toList());
        assertThat(fromJsonl)
                .extracting(Row::options)
                .isEqualTo(fromCsv.stream().map(Row::options).toList());
        assertThat(fromJsonl)
                .extracting(JsonlTest::checks)
                .isEqualTo(fromCsv.stream().map(JsonlTest::checks).toList());
        assertThat(fromCsv.get(2).id()).isEqualTo(fromCsv.get(1).id() + "~2");
    }

    private static List<Check> checks(Row row) {
        return row.checks().stream()
                .map(check -> check.from(
                        new Check.Origin(Source.NOWHERE, check.origin().text(), Check.Level.ROW)))
                .toList();
    }
}
