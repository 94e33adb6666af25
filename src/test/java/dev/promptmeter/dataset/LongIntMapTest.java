package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongIntMapTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsWhatAnOrdinaryMapHolds(long seed) {
        Random random = new Random(seed);
        Map<Long, Integer> ordinary = new HashMap<>();
        var map = new LongIntMap();

        for (int i = 0; i < 20_000; i++) {
            long hash = random.nextInt(8_000) * (random.nextBoolean() ? 1L : 1L << 33);
            int value = 1 + random.nextInt(100);
            ordinary.put(hash, value);
            map.put(hash, value);
        }

        ordinary.forEach((hash, value) -> assertThat(map.get(hash)).isEqualTo(value));
        assertThat(map.get(-1)).isZero();
    }

    @Test
    void refusesWhatWouldReadAsAbsent() {
        assertThatThrownBy(() -> new LongIntMap().put(5, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListIsZeroWhereNothingWasSet() {
        var list = new LongList();
        list.set(1000, 7);

        assertThat(list.size()).isEqualTo(1001);
        assertThat(list.get(999)).isZero();
        assertThat(list.get(5000)).isZero();
        assertThat(list.add(8)).isEqualTo(1001);
        assertThat(list.trimmed().add(9)).isEqualTo(1002);
        assertThat(list.toArray()).hasSize(1003).endsWith(7, 8, 9);
    }
}
