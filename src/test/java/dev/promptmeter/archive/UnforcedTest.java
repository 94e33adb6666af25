package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnforcedTest {

    private static final int MEBIBYTE = 1 << 20;

    @Test
    void keepsWhatWasNotForcedAndWhereItStands() {
        Unforced unforced = new Unforced(100);
        unforced.add(new byte[] {1, 2, 3});
        unforced.add(new byte[] {4, 5});
        unforced.add(new byte[] {6});

        unforced.forcedTo(104);

        assertThat(unforced.from()).isEqualTo(103);
        assertThat(unforced.all()).containsExactly(4, 5, 6);
    }

    @Test
    void letsNobodyRecordMoreIntoMemoryThanItMayHold() throws Exception {
        Unforced unforced = new Unforced(0, 64L * MEBIBYTE);
        byte[] piece = new byte[MEBIBYTE];
        for (int i = 0; i < 64; i++) {
            unforced.awaitRoom();
            unforced.add(piece);
        }
        Thread next = new Thread(unforced::awaitRoom);
        next.start();
        while (next.getState() != Thread.State.WAITING && next.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(next.isAlive()).isTrue();

        unforced.forcedTo(MEBIBYTE);
        next.join();
    }

    @Test
    void holdsNobodyUpWhenNothingWillBeForcedAnyMore() {
        Unforced unforced = new Unforced(0);
        for (int i = 0; i < 65; i++) {
            unforced.add(new byte[MEBIBYTE]);
        }

        unforced.keepAll();

        unforced.awaitRoom();
    }
}
