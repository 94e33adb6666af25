package dev.promptmeter.score;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What one thread has had of the processors since a moment: unlike a clock it stands still while a busy machine makes the thread wait. */
final class ProcessorTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long thread = Thread.currentThread().getId();
    private final long begun = THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;

    private ProcessorTime() {}

    /** {@return the calling thread's time, from now on} */
    static ProcessorTime ofThisThread() {
        return new ProcessorTime();
    }

    /** {@return nanoseconds; {@code Long.MAX_VALUE} where this machine does not count them} May be asked from any thread. */
    long nanos() {
        long now = THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread) : -1;
        return begun < 0 || now < 0 ? Long.MAX_VALUE : now - begun;
    }
}
