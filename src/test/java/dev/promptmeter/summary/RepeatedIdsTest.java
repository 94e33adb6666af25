package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedIdsTest {

    private static RepeatedIds of(List<String> ids) {
        RepeatedIds repeated = new RepeatedIds();
        ids.forEach(repeated::add);
        return repeated;
    }

    @Test
    void idsThatDifferAreNotRepeated() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add("chatcmpl-" + i);
        }

        assertThat(of(ids).repeated()).isZero();
    }

    @Test
    void eachAnswerAfterTheFirstWithItsIdCounts() {
        assertThat(of(List.of("a", "b", "a", "c", "a")).repeated()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neitherOrderNorPartsChangeTheCount(long seed) {
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            ids.add("chatcmpl-" + random.nextInt(15_000));
        }
        long repeated = of(ids).repeated();

        Collections.shuffle(ids, random);
        RepeatedIds first = of(ids.subList(0, 7_000));
        first.merge(of(ids.subList(7_000, ids.size())));

        assertThat(repeated).isPositive();
        assertThat(first.repeated()).isEqualTo(repeated);
    }
}
