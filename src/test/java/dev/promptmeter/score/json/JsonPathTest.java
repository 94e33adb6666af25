package dev.promptmeter.score.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.score.CaseFile;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonPathTest {

    private static final JsonMapper JSON = new JsonMapper();

    static List<Arguments> paths() throws IOException {
        return CaseFile.cases("json-paths.tsv");
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("paths")
    void aPathSelectsWhatTheStandardSays(String path, String document, String selected) {
        List<JsonNode> nodes = JsonPath.atStartOf(path).select(JSON.readTree(document), Work.of(1_000));

        assertThat(nodes).containsExactlyElementsOf(JSON.readTree(selected));
        assertThat(JsonPath.atStartOf(path).toString()).isEqualTo(path);
    }

    @Test
    void thereAreEnoughCasesToMeanSomething() throws IOException {
        assertThat(paths()).hasSizeGreaterThanOrEqualTo(80);
    }

    @Test
    void whatFollowsAPathIsLeftAlone() {
        assertThat(JsonPath.atStartOf("$.a [0]  >= 2")).hasToString("$.a [0]");
    }

    @Test
    void aPathThatMultipliesItsWorkGivesUp() {
        JsonNode deep = JSON.readTree("[".repeat(150) + "1" + "]".repeat(150));
        JsonPath path = JsonPath.atStartOf("$..*..*..*..*");

        assertThatThrownBy(() -> path.select(deep, Work.of(100_000)))
                .isInstanceOf(TooMuchWork.class)
                .hasMessage("took too much work");
    }

    @Test
    void comparingLargeValuesInAFilterCountsAsWork() {
        JsonNode values = JSON.readTree("[" + "[0],".repeat(999) + "[0]]");
        JsonPath path = JsonPath.atStartOf("$[?$ == $]");

        assertThatThrownBy(() -> path.select(values, Work.of(100_000))).isInstanceOf(TooMuchWork.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyTextIsEitherAPathOrRefused(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "$", "@", ".", "..", "[", "]", "*", "?", "(", ")", "'a'", "a", "1", "-", ":", ",", "==", "<", "&&", "||",
            "!", " ", "\"", "\\u", "count", "length(", "\u0000", "😀", "null"
        };
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder("$");
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                JsonPath.atStartOf(text.toString()).select(JSON.readTree("{\"a\":[1,\"a\"]}"), Work.of(10_000));
            } catch (PathException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
