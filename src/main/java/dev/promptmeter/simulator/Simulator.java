package dev.promptmeter.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A pretend chat endpoint that listens until it is closed. Safe for many threads.
 *
 * <p>It runs on one daemon thread of its own, so a test or a run that forgets to close it does not keep the JVM alive.
 */
public final class Simulator implements AutoCloseable {

    static final int BACKLOG = 4096;
    private static final long CLOSE_MILLIS = 1_000;

    private final EventLoop loop;
    private final LedgerBook book;
    private final Thread thread;
    private final InetSocketAddress address;
    private final Object changes = new Object();
    private long changed;

    private Simulator(EventLoop loop, LedgerBook book, InetSocketAddress address) {
        this.loop = loop;
        this.book = book;
        this.address = address;
        this.thread = new Thread(loop, "simulator-" + address.getPort());
        this.thread.setDaemon(true);
    }

    /**
     * Starts a simulator on a free port of the loopback address.
     *
     * @throws SimulatorException if the script's settings do not fit
     */
    public static Simulator start(Script script) {
        return start(Settings.builder().script(script).build());
    }

    /**
     * Starts a simulator; it listens when this returns.
     *
     * @throws SimulatorException if the port is in use or the ledger cannot be written
     */
    public static Simulator start(Settings settings) {
        InetSocketAddress wanted =
                new InetSocketAddress(settings.orElse(Flags.BIND, "127.0.0.1"), settings.orElse(Flags.PORT, 0));
        LedgerBook book = new LedgerBook(settings);
        try {
            return start(settings, book, listen(wanted));
        } catch (IOException | UnresolvedAddressException e) {
            book.close();
            throw new SimulatorException(
                    new Problem(null, null, null, "cannot listen on " + wanted + " (" + e + "); is the port in use?"));
        }
    }

    private static ServerSocketChannel listen(InetSocketAddress wanted) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            listening.configureBlocking(false);
            return listening.bind(wanted, BACKLOG);
        } catch (IOException | UnresolvedAddressException e) {
            listening.close();
            throw e;
        }
    }

    private static Simulator start(Settings settings, LedgerBook book, ServerSocketChannel listening)
            throws IOException {
        Selector selector = Selector.open();
        listening.register(selector, SelectionKey.OP_ACCEPT);
        InetSocketAddress address = (InetSocketAddress) listening.getLocalAddress();
        Router router = new Router(settings, book);
        EventLoop loop = new EventLoop(selector, listening, router, settings);
        router.begin(loop);
        router.control(new ControlRoutes(loop, router, book, address.getPort()));
        Simulator simulator = new Simulator(loop, book, address);
        simulator.begin(settings);
        return simulator;
    }

    private void begin(Settings settings) {
        long last = settings.orElse(Flags.REQUESTS, Integer.MAX_VALUE);
        book.whenChanged(() -> {
            notifyChange();
            if (book.counters().finished() >= last) {
                loop.later(loop::stop);
            }
        });
        thread.start();
    }

    private void notifyChange() {
        synchronized (changes) {
            changed++;
            changes.notifyAll();
        }
    }

    /** {@return where it listens, for example {@code http://127.0.0.1:41233/v1}} */
    public URI baseUri() {
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/v1");
    }

    /** {@return what it has received and sent so far; also after it was closed} */
    public Ledger ledger() {
        return ask(book::snapshot);
    }

    /** {@return what it has done so far as a text of a few lines: delays asked, real delays and lateness; also after it was closed} */
    public String summary() {
        return ask(() -> new Summary(book.counters(), loop.accepted(), book.inFlight()).text());
    }

    /** {@return the same as {@link #summary()} as one JSON object} */
    public String summaryJson() {
        return ask(() -> new Summary(book.counters(), loop.accepted(), book.inFlight()).json());
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable asking = () -> answer.complete(question.get());
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            asking.run();
            return answer.join();
        }
        loop.ask(asking);
        while (true) {
            try {
                return answer.get(50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // The loop may have ended between the question and its turn.
                if (!thread.isAlive()) {
                    asking.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while asking the simulator", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the simulator could not answer", e.getCause());
            }
        }
    }

    /**
     * Waits until the ledger satisfies a condition; it is looked at whenever a request is finished.
     *
     * @return whether it was satisfied within {@code longest}
     */
    public boolean await(Predicate<Ledger> condition, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            long seen;
            synchronized (changes) {
                seen = changed;
            }
            if (condition.test(ledger())) {
                return true;
            }
            if (!changedSince(seen, end)) {
                return false;
            }
        }
    }

    private boolean changedSince(long seen, long end) throws InterruptedException {
        synchronized (changes) {
            while (changed == seen) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                changes.wait(left);
            }
            return true;
        }
    }

    /** Freezes every answer; nothing is closed, and requests are still read. */
    public void pause() {
        ask(() -> {
            loop.pause();
            return true;
        });
    }

    /** Lets the answers go on; what became due in the meantime is sent at once. */
    public void resume() {
        ask(() -> {
            loop.resume();
            return true;
        });
    }

    /** Waits until it stops by itself, by {@code --for}, {@code --requests} or the control route. */
    public void awaitStop() throws InterruptedException {
        thread.join();
    }

    /** Stops listening and closes every connection; entries still open end as "client gone". Returns when its thread has ended. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
