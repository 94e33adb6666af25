package dev.promptmeter.simulator;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The one thread of a simulator: accepts, reads, answers and waits for instants.
 *
 * <p>All that the simulator knows is confined to this thread, so nothing needs a lock and no request waits for another thread.
 */
final class EventLoop implements Runnable {

    private static final int BUFFER = 64 * 1024;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Router router;
    private final Patience patience;
    private final long stopAt;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final PriorityQueue<Timed> timers =
            new PriorityQueue<>((left, right) -> Long.signum(left.wakeAt() - right.wakeAt()));
    private final ArrayDeque<Runnable> soon = new ArrayDeque<>();
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final Set<Connection> connections = new HashSet<>();
    private long accepted;
    private boolean paused;
    private volatile boolean stopping;

    EventLoop(Selector selector, ServerSocketChannel listening, Router router, Settings settings) {
        this.selector = selector;
        this.listening = listening;
        this.router = router;
        this.patience = new Patience(settings.orElse(Flags.PRECISE, Modes.Switch.OFF));
        this.stopAt = System.nanoTime() + settings.orElse(Flags.FOR, Long.MAX_VALUE / 2);
    }

    Router router() {
        return router;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    boolean paused() {
        return paused;
    }

    long accepted() {
        return accepted;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    void wakeLater(Timed timed) {
        timers.add(timed);
    }

    /** Runs {@code action} on this thread before it waits again; call on this thread only. */
    void later(Runnable action) {
        soon.add(action);
    }

    /** Runs {@code action} on this thread; call from any thread. */
    void ask(Runnable action) {
        asked.add(action);
        selector.wakeup();
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Ends the loop soon; call from any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            Answers.warmUp();
            while (!stopping && stopAt - System.nanoTime() > 0) {
                wakeDue();
                runSoon();
                patience.await(selector, nextInstant(), this::ready);
                runAsked();
                runSoon();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the simulator's selector failed", e);
        } finally {
            close();
        }
    }

    private void wakeDue() {
        if (paused) {
            return;
        }
        long now = System.nanoTime();
        Timed first;
        while ((first = timers.peek()) != null && first.wakeAt() - now <= 0) {
            timers.remove();
            first.wake();
        }
    }

    private long nextInstant() {
        Timed first = paused ? null : timers.peek();
        return first == null || stopAt - first.wakeAt() < 0 ? stopAt : first.wakeAt();
    }

    private void runSoon() {
        Runnable action;
        while ((action = soon.poll()) != null) {
            action.run();
        }
    }

    private void runAsked() {
        Runnable action;
        while ((action = asked.poll()) != null) {
            action.run();
        }
    }

    private void ready(SelectionKey key) {
        if (key.channel() == listening) {
            accept();
            return;
        }
        Connection connection = (Connection) key.attachment();
        if (key.isValid() && key.isReadable()) {
            connection.readable();
        }
        if (key.isValid() && key.isWritable()) {
            connection.writable();
        }
    }

    private void accept() {
        try {
            SocketChannel channel;
            while ((channel = listening.accept()) != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                Connection connection = new Connection(this, channel, key, ++accepted);
                key.attach(connection);
                connections.add(connection);
            }
        } catch (IOException e) {
            // Out of descriptors, or the client is gone again; the next one gets its own chance.
            patience.breathe();
        }
    }

    private void close() {
        stopping = true;
        new ArrayList<>(connections).forEach(Connection::lost);
        try {
            listening.close();
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("the simulator's socket cannot be closed", e);
        } finally {
            router.close();
            runAsked();
        }
    }
}
