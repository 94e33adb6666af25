package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BucketTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void holdsWhatComesInTenSecondsAndThenFillsSteadily() {
        Bucket bucket = new Bucket(60);
        for (int i = 0; i < 10; i++) {
            assertThat(bucket.startsAt(1)).isZero();
            bucket.take(1, 0);
        }

        assertThat(bucket.startsAt(1)).isEqualTo(SECOND);
        assertThat(bucket.startsAt(3)).isEqualTo(3 * SECOND);
    }

    @Test
    void neverHoldsMore() {
        Bucket bucket = new Bucket(60);
        bucket.take(1, 0);

        assertThat(bucket.levelAt(3600 * SECOND)).isEqualTo(10);
    }

    @Test
    void aSlowRateLetsOneThrough() {
        Bucket bucket = new Bucket(0.5);

        assertThat(bucket.startsAt(1)).isZero();

        bucket.take(1, 0);

        assertThat(bucket.startsAt(1)).isEqualTo(120 * SECOND);
    }

    @Test
    void whatIsLargerThanTheBucketWaitsUntilItIsFullAndOwesTheRest() {
        Bucket bucket = new Bucket(60);
        bucket.take(5, 0);

        assertThat(bucket.startsAt(25)).isEqualTo(5 * SECOND);

        bucket.take(25, 5 * SECOND);

        assertThat(bucket.levelAt(5 * SECOND)).isEqualTo(-15, within(1e-9));
        assertThat(bucket.startsAt(1)).isEqualTo(21 * SECOND);
    }

    @Test
    void isSettledByWhatWasReallyUsed() {
        Bucket bucket = new Bucket(60);
        bucket.take(10, 0);
        bucket.settle(4, 0);

        assertThat(bucket.startsAt(4)).isZero();

        bucket.settle(-6, 0);

        assertThat(bucket.startsAt(1)).isEqualTo(3 * SECOND);
    }
}
