package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Every figure of likeness, on every pair of texts for which it is known, to 1e-6. */
class LikenessValuesTest {

    private static final int FIRST_FIGURE = 3;

    static Stream<Arguments> cells() {
        List<String[]> rows = Tables.rows("likeness.tsv");
        String[] header = rows.get(0);
        List<Arguments> cells = new ArrayList<>();
        for (String[] row : rows.subList(1, rows.size())) {
            for (int column = FIRST_FIGURE; column < header.length; column++) {
                if (!row[column].isEmpty()) {
                    List<String> references = List.of(row[2].split(" \\|\\| "));
                    cells.add(Arguments.of(header[column], row[0], row[1], references, Double.valueOf(row[column])));
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("cells")
    void theFigureIsAsDefined(String figure, String row, String answer, List<String> references, double value) {
        assertThat(figure(figure, answer, references)).isCloseTo(value, within(1e-6));
    }

    @Test
    void noCellOfTheTableIsLeftOut() {
        assertThat(cells()).hasSize(10 * 16 + 3 + 2);
    }

    private static double figure(String figure, String answer, List<String> references) {
        return switch (figure) {
            case "edits" ->
                Levenshtein.edits(
                                answer.codePoints().toArray(),
                                references.get(0).codePoints().toArray())
                        .orElseThrow();
            case "levenshtein" -> value(check(figure, references, "{}").withThreshold(Quantity.of("99")), answer);
            case "rouge-1 precision" -> value(check("rouge-1", references, "{\"measure\":\"precision\"}"), answer);
            case "rouge-1 recall" -> value(check("rouge-1", references, "{\"measure\":\"recall\"}"), answer);
            case "chrf wordOrder 1" -> value(check("chrf", references, "{\"wordOrder\":1}"), answer);
            case "chrf wordOrder 2" -> value(check("chrf", references, "{\"wordOrder\":2}"), answer);
            case "meteor exact" ->
                Meteor.to(references.get(0), List.of(Wording.BLEU)).of(answer).orElseThrow();
            default -> value(check(figure, references, "{}"), answer);
        };
    }

    private static Check check(String type, List<String> references, String options) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        references.forEach(list::add);
        return Cells.suite(type, list.toString(), options);
    }

    private static double value(Check check, String answer) {
        Score score = Cells.judge(check, Answers.saying(answer));
        return ((Score.Graded) score).value();
    }
}
