package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.archive.BaselineException;
import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.BaselineHead;
import dev.promptmeter.compare.BaselineHead.AskedModel;
import dev.promptmeter.compare.BaselineHead.Asking;
import dev.promptmeter.compare.BaselineHead.JudgedBy;
import dev.promptmeter.compare.BaselineHead.Origin;
import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.BaselineRepeat.Source;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.score.CaseVerdict;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineCsvTest {

    private static final String HEADER =
            "dataset,row_id,content_sha,prompt_id,model,repeat,verdict,score,error_kind,finish_reason,cache_hit,latency_ms,"
                    + "ttft_ms,prompt_tokens,completion_tokens,cost_usd,output_sha,cluster";

    private static Baseline read(String text) throws IOException {
        return BaselineFile.read(new StringReader(text), "base.csv");
    }

    private static String text(Baseline baseline) throws IOException {
        var out = new StringWriter();
        BaselineCsv.write(baseline, out);
        return out.toString();
    }

    private static BaselineHead head(String suite) {
        return new BaselineHead(
                suite,
                "main",
                new Origin(
                        "20260114-0912-k3f9",
                        Instant.EPOCH,
                        "promptmeter 1",
                        1,
                        1,
                        "failed",
                        List.of("odd \"one\""),
                        null),
                new Asking("closed", 8, 2, 0.02),
                List.of(new AskedModel("m", "name", "api.example.com", "aa", new TreeSet<>(List.of("name-1")))),
                new TreeMap<>(Map.of("v1", "bb")),
                new JudgedBy(new TreeMap<>(Map.of("towns", "cc")), new TreeMap<>(Map.of("contains", "1"))),
                List.of("20260115-0912-k3f9"));
    }

    private static BaselineRepeat repeat(String row, int number) {
        return new BaselineRepeat(
                new CaseId("towns", row, "v1", "m", number),
                "a1b2c3d4e5f6",
                CaseVerdict.PASS,
                new BigDecimal("0.75"),
                null,
                "stop",
                Source.ASKED,
                new Measured(1_210_400L, 288_000L, 10L, 20L, 4_000_300_000L),
                "d4e5f6",
                null,
                new TreeMap<>(Map.of("tone", new BigDecimal("0.5"))));
    }

    @Test
    void aBaselineIsOneLineOfFactsAndOneLineForEachRepeatInOrder() throws IOException {
        Baseline baseline =
                Baseline.of(head("towns"), List.of(repeat("b", 2), repeat("b", 10), repeat("b", 1), repeat("a", 1)));

        assertThat(text(baseline).lines())
                .containsExactly(
                        "# promptmeter.baseline/1 {\"suite\":\"towns\",\"name\":\"main\",\"run\":\"20260114-0912-k3f9\","
                                + "\"startedAt\":\"1970-01-01T00:00:00Z\",\"tool\":\"promptmeter 1\",\"statsVersion\":1,\"metricsVersion\":1,"
                                + "\"verdict\":\"failed\",\"caveats\":[\"odd \\\"one\\\"\"],\"accepted\":[\"20260115-0912-k3f9\"],"
                                + "\"load\":{\"kind\":\"closed\",\"concurrency\":8},\"repeat\":2,\"maxErrorRate\":0.02,"
                                + "\"models\":[{\"id\":\"m\",\"name\":\"name\",\"provider\":\"api.example.com\",\"paramsSha\":\"aa\","
                                + "\"reported\":[\"name-1\"]}],\"prompts\":{\"v1\":\"bb\"},\"checks\":{\"towns\":\"cc\"},"
                                + "\"scorers\":{\"contains\":\"1\"},\"answers\":4}",
                        HEADER + ",\"metric.tone\"",
                        line("a", 1),
                        line("b", 1),
                        line("b", 2),
                        line("b", 10));
    }

    private static String line(String row, int number) {
        return "\"towns\",\"" + row + "\",\"a1b2c3d4e5f6\",\"v1\",\"m\"," + number
                + ",\"pass\",0.75,,\"stop\",false,1210.4,288,10,20,0.0040003,\"d4e5f6\",,0.5";
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverNamesThereAreTheyComeBack(long seed) throws IOException {
        Random random = new Random(seed);
        List<BaselineRepeat> repeats = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            repeats.add(random(hostile(random) + i, random));
        }
        Baseline baseline = Baseline.of(head("towns"), repeats);

        String text = text(baseline);

        assertThat(read(text)).isEqualTo(baseline);
        assertThat(text(read(text))).isEqualTo(text);
    }

    private static BaselineRepeat random(String row, Random random) {
        boolean error = random.nextInt(4) == 0;
        return new BaselineRepeat(
                new CaseId(hostile(random) + "d", row, hostile(random) + "p", hostile(random) + "m", 1),
                "a1b2c3d4e5f6",
                error ? CaseVerdict.ERROR : CaseVerdict.FAIL,
                error ? null : BigDecimal.valueOf(random.nextInt(999_999) * 10L + 1, 7),
                error ? "timeout" : null,
                error ? null : "stop",
                random.nextBoolean() ? Source.CACHED : Source.ASKED,
                new Measured(
                        error ? null : (long) random.nextInt(Integer.MAX_VALUE),
                        null,
                        error ? null : (long) random.nextInt(1_000_000),
                        null,
                        random.nextLong(1_000_000_000_000_000L)),
                null,
                hostile(random) + "c",
                new TreeMap<>(Map.of(hostile(random) + "metric", BigDecimal.ONE)));
    }

    private static String hostile(Random random) {
        String[] pieces = {
            "=", "'", "+", "@", "\"", ",", "\n", "\r\n", "\t", " ", "#", "\u202E", "ß", "😀", "-", "|", "x"
        };
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "# promptmeter.baseline/1 | # promptmeter.baseline/2 | PM-1540  base.csv:1  written by a newer version (form 2",
                "# promptmeter.baseline/1 | promptmeter.results/1    | PM-1540  base.csv:1  not a baseline: the first line must",
                "`\"suite\":\"towns\"`   | `\"suite\":7`            | PM-1540  base.csv:1  the first line cannot be used: 'suite' is",
                "`\"suite\":\"towns\"`   | `\"suite\":\"x`          | PM-1540  base.csv:1  the first line cannot be used: its JSON is",
                "`,\"startedAt\":\"1970` | `,\"startedAt\":\"197`   | PM-1540  base.csv:1  the first line cannot be used: startedAt is",
                "`\"concurrency\":8`     | `\"concurrency\":-8`     | PM-1540  base.csv:1  the first line cannot be used: 'concurrency'",
                "verdict,score           | score                    | PM-1540  base.csv:2  the header lacks verdict",
                "`\"pass\",0.75`         | `\"passed\",0.75`        | PM-1540  base.csv:3  verdict 'passed' is none of pass, fail, error",
                "`\"pass\",0.75`         | `\"skip\",0.75`          | PM-1540  base.csv:3  verdict 'skip' is none of pass, fail, error",
                "`,0.75,`                | `,7.5,`                  | PM-1540  base.csv:3  'score' lies between 0 and 1, not 7.5",
                "`,1210.4,`              | `,NaN,`                  | PM-1540  base.csv:3  'latency_ms' is no number: 'NaN'",
                "`,1210.4,`              | `,-1,`                   | PM-1540  base.csv:3  'latency_ms' is no number: '-1'",
                "`,1210.4,`              | `,1210.4,7,`             | PM-1540  base.csv:3  20 cells, but the header has 19",
                "`\"m\",1,`              | `\"m\",0,`               | PM-1540  base.csv:3  'repeat' counts from 1, not 0",
                "`\"m\",1,`              | `,1,`                    | PM-1540  base.csv:3  'model' is empty",
                "`\"m\",1,`              | `\"m\",2,`               | PM-1540  base.csv:4  towns/a · v1 · m #2 stands here a second time",
                "`\"answers\":2`         | `\"answers\":3`         | PM-1540  base.csv:1  it announces 3 answers, and 2 stand in it",
                "`,false,`               | `,maybe,`                | PM-1540  base.csv:3  'cache_hit' is neither true nor false: 'maybe'",
                "`,,0.5`                 | `,,\"0.5`                | PM-1540  base.csv:2  the file ends inside a cell",
            })
    void aFaultIsNamedWithItsPlace(String sound, String broken, String message) throws IOException {
        String text = text(Baseline.of(head("towns"), List.of(repeat("a", 1), repeat("a", 2))));
        assertThat(text).contains(sound);

        assertThatThrownBy(() -> read(text.replaceFirst(Pattern.quote(sound), broken)))
                .isInstanceOf(BaselineException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theFaultsOfAFileAreToldTogether() throws IOException {
        String text = text(Baseline.of(head("towns"), List.of(repeat("a", 1), repeat("a", 2), repeat("b", 1))));

        assertThatThrownBy(() -> read(text.replace("\"pass\"", "\"won\"")))
                .isInstanceOfSatisfying(
                        BaselineException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.source().line())
                                .containsExactly(3, 4, 5));
    }

    @Test
    void anUnresolvedMergeConflictIsCalledThat() throws IOException {
        String text = text(Baseline.of(head("towns"), List.of(repeat("a", 1), repeat("b", 1))));

        assertThatThrownBy(() -> read(text.replace("\"towns\",\"b\"", "<<<<<<< HEAD\n\"towns\",\"b\"")))
                .hasMessage("PM-1540  base.csv:4  a merge conflict is not resolved; take one side, or save the baseline"
                        + " again");
    }

    @Test
    void aBaselineOfNothingIsNone() throws IOException {
        String text = text(Baseline.of(head("towns"), List.of()));

        assertThatThrownBy(() -> read(text)).hasMessage("PM-1540  base.csv:2  no case stands in it");
    }
}
