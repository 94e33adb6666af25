package dev.promptmeter.chat.openai;

import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Makes and shares the {@code HttpClient}s of a run: one for each connect deadline, so usually one. Safe for many threads.
 *
 * <p>Make it before anything else touches {@code java.net.http}: the properties it sets are read once by the JVM.
 */
public final class HttpClients implements AutoCloseable {

    private static final int MOST_THREADS = 8;

    private final ExecutorService executor;
    private final Map<Duration, HttpClient> clients = new HashMap<>();
    private final SlowBodies slowBodies = new SlowBodies();

    /** Sets the properties of the client where they are not set, and starts no thread. */
    public HttpClients() {
        prefer("jdk.httpclient.keepalive.timeout", "4");
        prefer("jdk.httpclient.disableRetryConnect", "true");
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        AtomicInteger number = new AtomicInteger();
        // The client's default pool grows with the load, costs more and has a race that fails requests.
        executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "promptmeter-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Reads the machine's trusted certificates on a thread of its own: the first client would wait for them, also without TLS. */
    public static void warmUp() {
        Thread thread = new Thread(HttpClients::readCertificates, "promptmeter-tls");
        thread.setDaemon(true);
        thread.start();
    }

    private static void readCertificates() {
        try {
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            // The client that needs it fails in the same way, where somebody is told.
        }
    }

    private static void prefer(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    /** {@return the client with that connect deadline} */
    synchronized HttpClient client(Duration connect) {
        return clients.computeIfAbsent(connect, this::open);
    }

    private HttpClient open(Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .executor(executor)
                .build();
    }

    /** Replaces a client whose connections have got out of step; what it has in flight it finishes. */
    synchronized void replace(Duration connect, HttpClient old) {
        clients.remove(connect, old);
    }

    ExecutorService executor() {
        return executor;
    }

    SlowBodies slowBodies() {
        return slowBodies;
    }

    /** Closes what can be closed, once nothing is in flight any more. */
    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClients::closeIfPossible);
        clients.clear();
        slowBodies.close();
        executor.shutdown();
    }

    /** A client can be closed from Java 21 on; before that its selector thread is asked to end. */
    private static void closeIfPossible(Object client) {
        if (client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("an HTTP client does not close", e);
            }
        } else {
            SelectorThread.of(client).ifPresent(Thread::interrupt);
        }
    }
}
