package dev.promptmeter.calibrate;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Message;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.IntNode;

/**
 * What a number of slots took in a while.
 *
 * @param taken the answers
 * @param failed requests without one
 * @param elapsedNanos from the first request to the last answer
 * @param cpuNanos what this process spent on it; null where the platform does not tell
 * @param window while all slots were at work
 */
record Phase(
        List<Taken> taken,
        long failed,
        long elapsedNanos,
        @Nullable Long cpuNanos,
        Window window) {

    private static final String QUESTION = "Say something. ".repeat(20);

    /**
     * How slots ask.
     *
     * @param name of the phase, for the ids of its requests
     * @param inFlight number of slots
     * @param nanos how long they begin new requests once all of them have begun
     * @param spreadNanos within which they begin, one after the other: requests and events that come at one instant wait for each other
     * @param request what each asks
     */
    record Plan(String name, int inFlight, long nanos, long spreadNanos, ChatRequest request) {}

    /** {@return a request for a stream, or a plain answer, of that many tokens} */
    static ChatRequest request(int tokens, Delivery delivery) {
        return new ChatRequest(
                "calibrate",
                List.of(Message.of("user", QUESTION)),
                Map.of("max_tokens", IntNode.valueOf(tokens)),
                delivery == Delivery.STREAM);
    }

    /** How an answer comes. */
    enum Delivery {
        PLAIN,
        STREAM
    }

    /**
     * {@return what came of that plan}
     *
     * @throws InterruptedException if this thread was interrupted; the slots are told to end
     */
    static Phase of(Asking.Client client, Plan plan) throws InterruptedException {
        Long cpuBefore = cpu();
        long begin = client.clock().getAsLong();
        Window window = new Window(begin + plan.spreadNanos(), begin + plan.spreadNanos() + plan.nanos());
        List<Asking> slots = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int slot = 0; slot < plan.inFlight(); slot++) {
            long own = begin + plan.spreadNanos() * slot / plan.inFlight();
            var shift = new Asking.Shift(plan.name() + "-" + slot, own, window.to());
            Asking asking = new Asking(client, plan.request(), shift);
            Thread thread = new Thread(asking, "promptmeter-calibrate-" + slot);
            thread.setDaemon(true);
            slots.add(asking);
            threads.add(thread);
            thread.start();
        }
        await(threads);
        long elapsedNanos = client.clock().getAsLong() - begin;
        return gathered(slots, new Spent(elapsedNanos, cpuSince(cpuBefore)), window);
    }

    private static void await(List<Thread> threads) throws InterruptedException {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            throw e;
        }
    }

    private record Spent(long elapsedNanos, @Nullable Long cpuNanos) {}

    private static Phase gathered(List<Asking> slots, Spent spent, Window window) {
        List<Taken> taken = new ArrayList<>();
        long failed = 0;
        for (Asking slot : slots) {
            taken.addAll(slot.taken());
            failed += slot.failed();
        }
        return new Phase(taken, failed, spent.elapsedNanos(), spent.cpuNanos(), window);
    }

    private static @Nullable Long cpuSince(@Nullable Long before) {
        Long now = cpu();
        return before == null || now == null ? null : Long.valueOf(now - before);
    }

    private static @Nullable Long cpu() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        long nanos = system instanceof com.sun.management.OperatingSystemMXBean known ? known.getProcessCpuTime() : -1;
        return nanos < 0 ? null : Long.valueOf(nanos);
    }

    /** {@return processor time for each of that many, nanoseconds; null if not known or there are none} */
    @Nullable
    Double cpuPer(long count) {
        return cpuNanos == null || count == 0 ? null : Double.valueOf((double) cpuNanos / count);
    }

    /** {@return events with output in all answers} */
    long events() {
        return taken.stream()
                .mapToLong(answer -> answer.timing().output().count())
                .sum();
    }
}
