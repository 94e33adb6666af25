package dev.promptmeter.stats;

import static dev.promptmeter.stats.StatsCaseAdapters.BUILT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.api.Assumptions.abort;

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
        answer.forEach(
                (key, actual) -> assertMatches(key, actual, given.expected().get(key), given.tolerance()));
    }

    private static void assertMatches(String key, @Nullable Object actual, JsonNode expected, double tolerance) {
        if (expected.isNull()) {
            assertThat(actual).as(key).isNull();
        } else if (expected.isArray()) {
            assertThat(actual).as(key).asInstanceOf(LIST).hasSize(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertMatches(key + "[" + i + "]", ((List<?>) actual).get(i), expected.get(i), tolerance);
            }
        } else if (expected.isNumber()) {
            assertThat(actual).as(key).isInstanceOf(Number.class);
            assertThat(((Number) actual).doubleValue()).as(key).isCloseTo(expected.doubleValue(), within(tolerance));
        } else {
            assertThat(actual)
                    .as(key)
                    .isEqualTo(expected.isBoolean() ? expected.booleanValue() : expected.stringValue());
        }
    }

    @Test
    void everyCaseOfTheMethodsBuiltIsRun() {
        assertThat(casesOfMethodsBuilt()).hasSizeGreaterThanOrEqualTo(71);
        assertThat(StatsCase.all()).hasSizeGreaterThanOrEqualTo(108);
    }

    @Test
    void everyMethodThatMustBeBuiltIsAndHasACase() {
        Map<String, String> priorities = StatsCase.priorities();
        List<String> tried = StatsCase.all().stream().map(StatsCase::method).toList();

        assertThat(priorities).hasSize(53);
        assertThat(priorities.keySet()).containsAll(BUILT.keySet()).containsAll(tried);
        priorities.forEach((method, priority) -> {
            if (priority.equals("M")) {
                assertThat(BUILT).containsKey(method);
                assertThat(tried).contains(method);
            }
        });
    }

    static List<String> methodsThatMayBeMissing() {
        return StatsCase.priorities().keySet().stream()
                .filter(method -> !BUILT.containsKey(method))
                .sorted()
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methodsThatMayBeMissing")
    void methodIsNotBuiltYet(String method) {
        abort(method + " is not built yet");
    }
}
