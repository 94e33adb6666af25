package dev.promptmeter.run;

/** Waits for what must be over before a thread goes on, whatever interrupts it. */
public final class Uninterrupted {

    private Uninterrupted() {}

    /** Something that waits, and may be begun again after an interrupt. */
    @FunctionalInterface
    public interface Waiting {

        /** Waits to its end, or until the thread is interrupted. */
        void run() throws InterruptedException;
    }

    /** Waits to the end; an interrupt is kept for the caller. */
    public static void await(Waiting waiting) {
        boolean interrupted = false;
        while (true) {
            try {
                waiting.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
