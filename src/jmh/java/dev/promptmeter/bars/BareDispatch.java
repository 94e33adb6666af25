package dev.promptmeter.bars;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** The reference for starts on time: a loop that parks, spins for the rest, and wakes a parked thread, which looks at the clock. */
final class BareDispatch {

    private static final long STEP = 1_000_000;
    private static final long SPUN = 100_000;

    private final long[] late;
    private volatile long begin;
    private volatile int started;

    private BareDispatch(int starts) {
        late = new long[starts];
    }

    /**
     * Prints by how many nanoseconds the latest of a hundred was late, without the first fifth.
     *
     * @param arguments starts, one each millisecond
     */
    public static void main(String[] arguments) throws InterruptedException {
        BareDispatch bare = new BareDispatch(Integer.parseInt(arguments[0]));
        Thread worker = new Thread(bare::work);
        worker.start();
        bare.pace(worker);
        worker.join();
        long[] late = Arrays.copyOfRange(bare.late, bare.late.length / 5, bare.late.length);
        Arrays.sort(late);
        System.out.println(late[late.length * 99 / 100]);
    }

    private void pace(Thread worker) {
        begin = System.nanoTime() + STEP;
        for (int i = 0; i < late.length; i++) {
            await(begin + i * STEP);
            started = i + 1;
            LockSupport.unpark(worker);
        }
    }

    private static void await(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            if (left > SPUN) {
                LockSupport.parkNanos(left - SPUN);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void work() {
        for (int done = 0; done < late.length; ) {
            int ready = started;
            if (ready == done) {
                LockSupport.park();
                continue;
            }
            long now = System.nanoTime();
            for (; done < ready; done++) {
                late[done] = now - begin - done * STEP;
            }
        }
    }
}
