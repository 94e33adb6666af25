package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNameTest {

    @Test
    void theNearestNameWithinTwoEditsIsSuggested() {
        assertThat(NearName.of("mdl", List.of("prompt", "model", "mode"))).contains("model");
    }

    @Test
    void aNameThatSharesNoCharacterIsNotSuggested() {
        assertThat(NearName.of("m", List.of("q"))).isEmpty();
        assertThat(NearName.of("ab", List.of("xy"))).isEmpty();
    }

    @Test
    void aShortNameThreeEditsAwayIsNotSuggested() {
        assertThat(NearName.of("abcdef", List.of("abcxyz"))).isEmpty();
    }

    @Test
    void aNameOfEightCharactersMayBeThreeEditsAway() {
        assertThat(NearName.of("temprtur", List.of("temperature"))).contains("temperature");
    }

    @Test
    void theQuestionIsEmptyWhereNothingIsNear() {
        assertThat(NearName.question("passrate", List.of("passRate"))).isEqualTo(": did you mean 'passRate'?");
        assertThat(NearName.question("zebra", List.of("passRate"))).isEmpty();
    }
}
