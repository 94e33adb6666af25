package dev.promptmeter.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has requests of an open loop start when they are planned: one thread, which watches the clock and hands them to workers that are there
 * already. A worker gets its request a moment early, puts it on record, and waits at its gate.
 */
final class Dispatcher implements Runnable {

    private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final RunContext context;
    private final StartRate rate;
    private final List<Desk> desks = new ArrayList<>();
    private final BlockingDeque<Desk> idle = new LinkedBlockingDeque<>();
    private final Queue<StartGate> ready = new PriorityQueue<>(Comparator.comparingLong(StartGate::at));
    private long awake;

    Dispatcher(RunContext context, StartRate rate) {
        this.context = context;
        this.rate = rate;
    }

    /** {@return the desk of one more worker; before it is run} */
    Desk desk() {
        Desk desk = new Desk(idle);
        desks.add(desk);
        return desk;
    }

    @Override
    public void run() {
        try {
            awake = WakeMargin.measured(rate);
            dispatch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            context.crashed(e);
        } finally {
            ready.forEach(StartGate::open);
            desks.forEach(Desk::close);
        }
    }

    private void dispatch() throws InterruptedException {
        while (true) {
            Pending next =
                    ready.isEmpty() ? context.queue().take() : context.queue().poll();
            if (next != null) {
                handOver(next);
            } else if (ready.isEmpty()) {
                return;
            } else {
                openFirst();
            }
        }
    }

    private void openFirst() throws InterruptedException {
        StartGate first = ready.element();
        context.ticker().waitUntil(first.at(), awake);
        ready.remove().open();
    }

    private void handOver(Pending next) throws InterruptedException {
        Desk desk;
        try {
            desk = idleDesk();
        } catch (InterruptedException e) {
            // It has no result yet, and every repeat gets one.
            context.queue().later(next);
            throw e;
        }
        if (desk == null) {
            context.queue().later(next);
            return;
        }
        if (next.start() != null && next.startsByPlan()) {
            ready.add(next.start());
        }
        desk.put(next);
    }

    /** {@return the desk of a worker that waits; null if the run ends before} Those that are ready start in time meanwhile. */
    private @Nullable Desk idleDesk() throws InterruptedException {
        Desk desk = idle.pollFirst();
        while (desk == null) {
            if (ready.isEmpty() && context.queue().closing()) {
                return null;
            }
            long left = ready.isEmpty()
                    ? Long.MAX_VALUE
                    : ready.element().at() - context.ticker().nanos() - awake;
            desk = idle.pollFirst(Math.max(0, Math.min(LOOK_UP_NANOS, left)), TimeUnit.NANOSECONDS);
            if (desk == null && left <= LOOK_UP_NANOS) {
                openFirst();
            }
        }
        return desk;
    }

    /** Takes back what no worker came to, now that all have ended. */
    void recover() {
        for (Desk desk : desks) {
            Pending left = desk.left();
            if (left != null) {
                context.queue().later(left);
            }
        }
    }
}
