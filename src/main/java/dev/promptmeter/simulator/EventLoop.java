package dev.promptmeter.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
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
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a simulator: accepts, reads, answers and waits for instants.
 *
 * <p>All that the simulator knows is confined to this thread, so nothing needs a lock and no request waits for another thread.
 */
final class EventLoop implements Runnable, Site {

    /** What a key of the selector stands for. */
    interface Selected {

        void ready(SelectionKey key);
    }

    private static final int BUFFER = 64 * 1024;
    private static final long RETRY_NANOS = 20_000_000;

    private final Selector selector;
    private final InetSocketAddress address;
    private final Outages outages;
    private ServerSocketChannel listening;
    private @Nullable Elsewhere elsewhere;
    private long frozenUntil;
    private boolean frozen;
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
        this.outages = router.outages();
        this.address = address(listening);
        this.patience = new Patience(settings.orElse(Flags.PRECISE, Modes.Switch.OFF));
        this.stopAt = System.nanoTime() + settings.orElse(Flags.FOR, Long.MAX_VALUE / 2);
    }

    private static InetSocketAddress address(ServerSocketChannel listening) {
        try {
            return (InetSocketAddress) listening.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's socket is closed", e);
        }
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
                if (frozen) {
                    standStill();
                }
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
        ((Selected) key.attachment()).ready(key);
    }

    private void accept() {
        try {
            SocketChannel channel;
            while (listening.isOpen() && (channel = listening.accept()) != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                Connection connection = new Connection(this, channel, key, ++accepted);
                key.attach(connection);
                connections.add(connection);
                outages.accepted(connection, accepted, router.sinceFirst(System.nanoTime()));
            }
        } catch (IOException e) {
            // Out of descriptors, or the client is gone again; the next one gets its own chance.
            patience.breathe();
        }
    }

    /** The first request of all was received then. */
    void begin(long firstNanos) {
        outages.begin(this, firstNanos);
    }

    void stopListening() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's socket cannot be closed", e);
        }
    }

    /** Listens on the same port as before; somebody else may have it for a moment. */
    void listenAgain() {
        try {
            ServerSocketChannel again = ServerSocketChannel.open();
            again.configureBlocking(false);
            again.bind(address, Simulator.BACKLOG);
            again.register(selector, SelectionKey.OP_ACCEPT);
            listening = again;
        } catch (IOException e) {
            wakeLater(new Outages.Moment(System.nanoTime() + RETRY_NANOS, this::listenAgain));
        }
    }

    /** Whoever is connected now hears nothing more. */
    void silence(String fault) {
        connections.forEach(connection -> connection.hush(fault));
    }

    @Override
    public URI otherPort() {
        Elsewhere other = elsewhere;
        if (other == null) {
            other = new Elsewhere(selector, router.book());
            elsewhere = other;
        }
        return other.uri();
    }

    @Override
    public void freeze(long nanos) {
        frozenUntil = System.nanoTime() + nanos;
        frozen = true;
    }

    private void standStill() {
        long left;
        while (!stopping && (left = frozenUntil - System.nanoTime()) > 0) {
            LockSupport.parkNanos(Math.min(left, RETRY_NANOS));
        }
        frozen = false;
    }

    @Override
    public @Nullable Stranger stranger(@Nullable String ownId) {
        return router.book().stranger(ownId);
    }

    private void close() {
        stopping = true;
        new ArrayList<>(connections).forEach(Connection::lost);
        try {
            listening.close();
            if (elsewhere != null) {
                elsewhere.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("the simulator's socket cannot be closed", e);
        } finally {
            router.close();
            runAsked();
        }
    }
}
