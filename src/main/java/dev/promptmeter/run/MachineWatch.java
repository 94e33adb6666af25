package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/**
 * Watches this process while a run goes on: a thread sleeps a millisecond at a time, and whenever that takes much longer the process stood
 * still, whoever's doing that was. What it sees goes into the journal, so that whether the run measured well can be judged again from there.
 */
public final class MachineWatch implements StallMeter, AutoCloseable {

    private final Ticker ticker;
    private final Recorder recorder;
    private final StallLog stalls;
    private final Thread thread = new Thread(this::watch, "promptmeter-watch");
    private volatile boolean closing;
    private @Nullable MachineGauge gauge;

    private MachineWatch(Ticker ticker, Recorder recorder) {
        this.ticker = ticker;
        this.recorder = recorder;
        this.stalls = new StallLog(ticker);
    }

    /** {@return a watch that has begun; what it sees is told to the recorder until it is closed} */
    public static MachineWatch begin(Ticker ticker, Recorder recorder) {
        var watch = new MachineWatch(ticker, recorder);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    @Override
    public @Nullable Long stalled(long from, long to) {
        return stalls.stalled(from, to);
    }

    private void watch() {
        var watching = new MachineGauge(ticker, stalls);
        gauge = watching;
        do {
            watching.sleep();
            if (watching.full()) {
                recorder.machine(watching.note());
            }
        } while (!closing);
    }

    /** Tells what it saw last, and watches no more. Later calls do nothing. */
    public void end() {
        if (closing) {
            return;
        }
        closing = true;
        Uninterrupted.await(thread::join);
        if (gauge != null) {
            recorder.machine(gauge.note());
        }
    }

    @Override
    public void close() {
        end();
    }
}
