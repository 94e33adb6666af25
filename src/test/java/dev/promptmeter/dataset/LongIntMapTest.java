package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
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
        assertThat(list.toArray()).hasSize(1002).endsWith(0, 7, 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listsHoldWhatArraysHold(long seed) {
        Random random = new Random(seed);
        long[] ordinary = new long[20_000];
        var longs = new LongList();
        var ints = new IntList();

        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(1 << random.nextInt(14));
            ordinary[at] = 1 + random.nextInt(100);
            longs.set(at, ordinary[at]);
            ints.set(at, (int) ordinary[at]);
        }

        assertThat(longs.toArray()).isEqualTo(Arrays.copyOf(ordinary, longs.size()));
        for (int at = 0; at < ordinary.length; at++) {
            assertThat(longs.get(at)).isEqualTo(ordinary[at]);
            assertThat(ints.get(at)).isEqualTo((int) ordinary[at]);
        }
    }

    @Test
    void numbersThatWereCountedMayBeReplacedLater() {
        var map = new LongIntMap();
        for (int number = 1; number <= 2_000; number++) {
            map.put(1_000_003L * number, number);
        }

        map.put(1_000_003L * 70, 5);
        map.put(3, 9);

        assertThat(map.get(1_000_003L * 69)).isEqualTo(69);
        assertThat(map.get(1_000_003L * 70)).isEqualTo(5);
        assertThat(map.get(1_000_003L * 2_000)).isEqualTo(2_000);
        assertThat(map.get(3)).isEqualTo(9);
        assertThat(map.get(4)).isZero();
    }
}
