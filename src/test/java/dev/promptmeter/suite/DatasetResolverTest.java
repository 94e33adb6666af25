package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.run.Selection.Sample;
import dev.promptmeter.suite.SuiteOptions.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetResolverTest {

    @TempDir
    private Path root;

    private static String with(String lines) {
        return Suites.smallest("").replace("  - file: questions.csv\n", lines);
    }

    private static SuiteOptions rows(Rows rows) {
        return new SuiteOptions(Environment.of(Map.of()), List.of(), List.of(), Map.of(), rows, Set.of(), null, null);
    }

    @Test
    void aPatternIsOneDatasetForEachFile() {
        Suites.write(root.resolve("data/eu/b.csv"), "question\nWhy?\n");
        Suites.write(root.resolve("data/eu/a.tsv"), "question\nWhy?\n");
        Suites.write(root.resolve("data/us.csv"), "question\nWhy?\n");

        Suite flat = Suites.read(root, with("  - file: data/*.csv\n"));
        Suite deep = Suites.read(root, with("  - file: \"data/**/*\"\n"));

        assertThat(flat.datasets()).extracting(DatasetBlock::id).containsExactly("us");
        assertThat(deep.datasets()).extracting(DatasetBlock::id).containsExactly("a", "b");
        assertThat(deep.datasets().get(0).spec().delimiter()).isEqualTo('\t');
    }

    @Test
    void aPatternThatFitsNothingIsAFault() {
        assertThat(Suites.faults(root, with("  - file: data/*.csv\n")))
                .containsExactly("PM-1209  promptmeter.yaml:11:11  no file matches 'data/*.csv'");
    }

    @Test
    void theBlockSaysHowTheFileIsRead() {
        String block =
                "  - { id: refunds, file: questions.csv, delimiter: \";\", encoding: windows-1252, escape: backslash, "
                        + "ragged: allow, braces: literal, idColumn: none, clusterColumn: passage, variables: [_metric], "
                        + "limits: { columns: 10 } }\n";

        DatasetSpec spec = Suites.read(root, with(block)).datasets().get(0).spec();

        assertThat(spec.id()).isEqualTo("refunds");
        assertThat(spec.delimiter()).isEqualTo(';');
        assertThat(spec.encoding()).isEqualTo("windows-1252");
        assertThat(spec.escape()).isEqualTo(DatasetSpec.Escape.BACKSLASH);
        assertThat(spec.ragged()).isEqualTo(DatasetSpec.Ragged.ALLOW);
        assertThat(spec.braces()).isEqualTo(DatasetSpec.Braces.LITERAL);
        assertThat(spec.idColumn()).isEqualTo(DatasetSpec.CONTENT_IDS);
        assertThat(spec.clusterColumn()).isEqualTo("passage");
        assertThat(spec.variables()).containsExactly("_metric");
        assertThat(spec.limits()).isEqualTo(new DatasetSpec.Limits(1L << 30, 4 << 20, 16 << 20, 10));
    }

    @Test
    void whatTheSuiteGivesComesBeforeWhatTheDatasetAdds() {
        String yaml =
                with("  - { file: questions.csv, vars: { shop: Ours }, checks: [{ type: is-json }], threshold: 0.5 }\n")
                        + "vars: { shop: Example Ltd, language: English }\nchecks: [{ type: finish-reason, value: stop }]\nthreshold: 0.9\n";

        DatasetBlock block = Suites.read(root, yaml).datasets().get(0);

        assertThat(block.vars()).containsExactly(Map.entry("shop", "Ours"), Map.entry("language", "English"));
        assertThat(block.checks()).extracting(check -> check.type()).containsExactly("finish-reason", "is-json");
        assertThat(block.checks())
                .extracting(check -> check.origin().text())
                .containsExactly("finish-reason: stop", "is-json");
        assertThat(block.threshold()).isEqualTo(0.5);
    }

    @Test
    void aFlagReplacesWhatTheDatasetSelectsAndAddsToItsFilter() {
        String yaml = with("  - { file: questions.csv, sample: { n: 5 }, filter: \"t:eu\" }\n");

        var written = Suites.read(root, yaml).datasets().get(0).selection();
        var limited = Suites.read(root, yaml, rows(new Rows(List.of("id:a"), 3, null)))
                .datasets()
                .get(0)
                .selection();

        assertThat(written.sample()).isEqualTo(new Sample(5, 1));
        assertThat(limited.sample()).isNull();
        assertThat(limited.limit()).isEqualTo(3);
        assertThat(Suites.read(root, yaml, rows(new Rows(List.of("id:a"), 3, null)))
                        .resolved()
                        .at("/datasets/0"))
                .hasToString("{\"file\":\"" + root.resolve("questions.csv")
                        + "\",\"filter\":\"t:eu id:a\",\"id\":\"questions\",\"limit\":3}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sample: { n: 5 }, limit: 3    | PM-1006  promptmeter.yaml:11:13  'limit' and 'sample' exclude each other
            filter: 'mdl:x'               | PM-1004  promptmeter.yaml:11:13  filter 'mdl:x', column 1: unknown filter key 'mdl'
            filter: 'v:fail'              | PM-4002  promptmeter.yaml:11:13  filter 'v:fail', column 1: 'v:fail' needs an earlier run
            prompts: [v2]                 | PM-1110  promptmeter.yaml:11:13  no prompt of this suite matches 'v2'; there are: v1
            models: [gpt*]                | PM-1110  promptmeter.yaml:11:13  no model of this suite matches 'gpt*'; there are: jamba
            """)
    void aSelectionThatCannotBeIsAFault(String keys, String fault) {
        assertThat(Suites.faults(root, with("  - { file: questions.csv, " + keys.replace("'", "\"") + " }\n")))
                .singleElement()
                .asString()
                .startsWith(fault);
    }
}
