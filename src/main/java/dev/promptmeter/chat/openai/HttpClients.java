package dev.promptmeter.chat.openai;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and shares the {@code HttpClient}s of a run: one for each connect deadline, so usually one. Safe for many threads.
 *
 * <p>Make it before anything else touches {@code java.net.http}: the properties it sets are read once by the JVM.
 */
public final class HttpClients implements AutoCloseable {

    private static final int MOST_THREADS = 8;
    private static final Pattern ID = Pattern.compile("\\((\\d+)\\)$");

    private final ExecutorService executor;
    private final Map<Duration, HttpClient> clients = new HashMap<>();

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

    /** Closes what can be closed, once nothing is in flight any more. */
    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClients::closeIfPossible);
        clients.clear();
        executor.shutdown();
    }

    /** A client can be closed from Java 21 on; before that it goes with its last reference. */
    private static void closeIfPossible(HttpClient client) {
        if ((Object) client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("an HTTP client does not close", e);
            }
        } else {
            endSelector(client);
        }
    }

    /** A thread of the client that still waits for the network keeps the JVM from ending for 0.3 s; an interrupt ends it. */
    private static void endSelector(HttpClient client) {
        Matcher id = ID.matcher(client.toString());
        String name = id.find() ? "HttpClient-" + id.group(1) + "-SelectorManager" : "";
        Thread[] threads = new Thread[2 * Thread.activeCount()];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals(name)) {
                threads[i].interrupt();
            }
        }
    }
}
