package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void shortNamesMayDifferByTwoEdits() {
        assertThat(Nearest.to("modle", List.of("id", "model"))).contains("model");
        assertThat(Nearest.to("mooodle", List.of("model"))).isEmpty();
    }

    @Test
    void longNamesMayDifferByThreeEdits() {
        assertThat(Nearest.to("tmeprtaure", List.of("temperature", "top_p"))).isEmpty();
        assertThat(Nearest.to("temprture2", List.of("temperature", "top_p"))).contains("temperature");
    }

    @Test
    void fewestEditsWin() {
        assertThat(Nearest.to("contain", List.of("contains-x", "contains", "container")))
                .contains("contains");
    }

    @Test
    void nothingIsNearToNothing() {
        assertThat(Nearest.to("", List.of("prompt"))).isEmpty();
        assertThat(Nearest.to("prompt", List.of())).isEmpty();
    }
}
