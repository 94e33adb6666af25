package dev.promptmeter.chat.openai;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Makes and shares the {@code HttpClient}s of a run: one for each connect deadline, and others where connections are secured, so usually
 * one. Safe for many threads.
 *
 * <p>Make it before anything else touches {@code java.net.http}: the properties it sets are read once by the JVM.
 */
public final class HttpClients implements AutoCloseable {

    private static final int MOST_THREADS = 8;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * What came is stamped and copied by the thread that read it: to wake another for so little costs more. Decryption is no such little
     * thing.
     */
    private static final Executor ON_THE_SPOT = Runnable::run;

    private final ExecutorService executor;
    private final Map<Kind, HttpClient> clients = new HashMap<>();
    private final SlowBodies slowBodies = new SlowBodies();

    private final Connecting connecting;

    /** Which connections a client makes. */
    private record Kind(Duration connect, boolean secure) {

        static Kind of(EndpointSettings settings) {
            return new Kind(settings.deadlines().connect(), settings.secure());
        }
    }

    /** Sets the properties of the client where they are not set, and starts no thread. */
    public HttpClients() {
        this(Connecting.DEFAULT);
    }

    /** As the other, for clients that connect in that way. */
    public HttpClients(Connecting connecting) {
        this.connecting = connecting;
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

    /** Reads the machine's trusted certificates on a thread of its own: the first client of a secured connection would wait for them. */
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

    /** {@return the client for that endpoint} */
    synchronized HttpClient client(EndpointSettings settings) {
        return clients.computeIfAbsent(Kind.of(settings), this::open);
    }

    /** Without one the client would read the certificates of the JVM, which takes longer than a run of one case. */
    private static SSLContext noContext() {
        try {
            return SSLContext.getInstance("TLS");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private HttpClient open(Kind kind) {
        SSLContext context = kind.secure() ? connecting.context() : noContext();
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(kind.connect())
                // The client adds the check of host names to whatever stands here.
                .sslParameters(new SSLParameters(null, PROTOCOLS))
                .executor(kind.secure() ? executor : ON_THE_SPOT);
        if (context != null) {
            client.sslContext(context);
        }
        if (connecting.proxies() != null) {
            client.proxy(connecting.proxies());
        }
        return client.build();
    }

    /** Replaces a client whose connections have got out of step; what it has in flight it finishes. */
    synchronized void replace(EndpointSettings settings, HttpClient old) {
        clients.remove(Kind.of(settings), old);
    }

    /** {@return what lets requests to that address pass} */
    AddressGuard guard(URI uri) {
        return new AddressGuard(uri, connecting.proxies(), InetAddress::getAllByName);
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
