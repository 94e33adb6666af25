package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaultsTest {

    private static List<Problem> problems(String codes) {
        return Arrays.stream(codes.split(" "))
                .map(code -> Problem.of(code, Source.NOWHERE, "wrong"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "PM-1001, 2",
        "PM-1204, 2",
        "PM-1530, 2",
        "PM-2001, 3",
        "PM-2103, 3",
        "PM-3001, 102",
        "PM-4001, 4",
        "PM-5002, 5",
        "PM-9001, 1",
        "PM-6101, 0",
        "PM-5001 PM-1102, 2",
        "PM-4001 PM-2001, 3",
        "PM-1102 PM-9001, 1",
        "PM-6101 PM-4001, 4"
    })
    void theGravestCodeDecidesAndWarningsDoNot(String codes, int exit) {
        assertThat(Faults.exitCode(problems(codes)).number()).isEqualTo(exit);
    }

    @Test
    void afterTwentyMessagesTheRestIsCounted() {
        List<Problem> many =
                new ArrayList<>(Collections.nCopies(23, problems("PM-1102").get(0)));

        assertThat(Messages.text(many).lines()).hasSize(21).last().isEqualTo("and 3 more");
    }

    @Test
    void asADocumentAMessageKeepsItsPlace() {
        Problem problem = Problem.of("PM-1102", new Source("promptmeter.yaml", 14, 5), "unknown key \"x\"");

        JsonNode message = JsonMapper.shared()
                .readTree(Messages.json(Faults.exitCode(List.of(problem)), List.of(problem)))
                .path("messages")
                .get(0);

        assertThat(message.path("file").asString()).isEqualTo("promptmeter.yaml");
        assertThat(message.path("line").asInt()).isEqualTo(14);
        assertThat(message.path("column").asInt()).isEqualTo(5);
        assertThat(message.path("text").asString()).isEqualTo("unknown key \"x\"");
    }

    @Test
    void aFaultOfOursNamesItsLogAndShowsNoStack() {
        RuntimeException bug = new IllegalStateException("an invariant is broken");

        assertThat(Faults.of(bug)).isEmpty();
        assertThat(Faults.internal("b855bfe3", "reports/x/run.log"))
                .hasToString("PM-9001  internal error b855bfe3: please report it with reports/x/run.log");
        assertThat(Crash.text("b855bfe3", bug))
                .startsWith("internal error b855bfe3\njava.lang.IllegalStateException")
                .contains("\tat ");
    }
}
