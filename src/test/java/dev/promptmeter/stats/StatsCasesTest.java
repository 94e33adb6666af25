package dev.promptmeter.stats;

import static dev.promptmeter.stats.StatsCaseAdapters.BUILT;
import static dev.promptmeter.stats.StatsCaseAdapters.NOT_BUILT_YET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class StatsCasesTest {

    static List<StatsCase> casesOfMethodsBuilt() {
        return StatsCase.all().stream()
                .filter(given -> BUILT.containsKey(given.method()))
                .collect(Collectors.toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casesOfMethodsBuilt")
    void methodAnswersAsTheReferenceDoes(StatsCase given) {
        Map<String, @Nullable Object> answer = BUILT.get(given.method()).apply(given);

        assertThat(answer.keySet())
                .containsExactlyInAnyOrderElementsOf(given.expected().propertyNames());
        answer.forEach((key, actual) -> assertMatches(key, actual, given));
    }

    private static void assertMatches(String key, @Nullable Object actual, StatsCase given) {
        JsonNode expected = given.expected().get(key);
        if (expected.isNull()) {
            assertThat(actual).as(key).isNull();
        } else {
            assertThat(actual).as(key).isInstanceOf(Number.class);
            assertThat(((Number) actual).doubleValue())
                    .as(key)
                    .isCloseTo(expected.doubleValue(), within(given.tolerance()));
        }
    }

    @Test
    void everyCaseOfTheMethodsBuiltIsRun() {
        assertThat(casesOfMethodsBuilt()).hasSize(20);
        assertThat(StatsCase.all()).hasSize(108);
    }

    @Test
    void everyMethodOfTheReferenceIsEitherBuiltOrListedAsMissing() {
        assertThat(BUILT.keySet()).doesNotContainAnyElementsOf(NOT_BUILT_YET);
        assertThat(StatsCase.methods()).hasSize(53).allMatch(id -> BUILT.containsKey(id) || NOT_BUILT_YET.contains(id));
        assertThat(StatsCase.all()).allMatch(given -> StatsCase.methods().contains(given.method()));
    }
}
