package dev.promptmeter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.score.Scorer;
import dev.promptmeter.score.Scorers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckPageTest {

    private final Scorers scorers = Scorers.builtIn();
    private final CheckPage page = new CheckPage(scorers);

    @Test
    void theDocumentIsWhatTheListOfChecksSays() throws IOException {
        String written = Files.readString(Path.of("docs/checks.md"), UTF_8);

        assertThat(written)
                .as("docs/checks.md is old; make it again: ./promptmeter checks --markdown > docs/checks.md")
                .isEqualTo(page.markdown());
    }

    @Test
    void everyCheckHasASectionWithItsExample() {
        String document = page.markdown();

        assertThat(scorers.all())
                .extracting(Scorer::help)
                .allSatisfy(help -> assertThat(document)
                        .contains("\n## `" + help.name() + "`\n")
                        .contains(help.example()));
    }

    @Test
    void namesFromElsewhereSayWhatToWriteInstead() {
        Map<String, String> names = scorers.foreignNames();

        assertThat(names)
                .containsKeys("g-eval", "pi", "answer-relevance", "moderation", "max-score", "trajectory:*", "human")
                .doesNotContainKeys("equals", "assert-set");
        assertThat(page.markdown())
                .contains("- `max-score`: compare the models in the report, or use select-best\n")
                .contains("`javascript`, `python`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "equals       | equals: VALUE",
                "is-json      | is-json[: VALUE]",
                "is-empty     | is-empty",
                "numeric      | numeric[(NUMBER)]: VALUE",
                "levenshtein  | levenshtein(NUMBER): VALUE",
                "latency      | latency[(NUMBER)][: VALUE]",
                "assert-set   | only in a suite"
            })
    void bracketsHoldWhatMayBeLeftOut(String name, String syntax) {
        String text = scorers.all().stream()
                .map(Scorer::help)
                .filter(help -> help.name().equals(name))
                .map(page::of)
                .findFirst()
                .orElseThrow();

        assertThat(text).startsWith(name + "   passes when ").contains("  syntax      " + syntax + "\n");
    }
}
