package dev.promptmeter.chat.openai;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests from link-local addresses and the metadata services of clouds, whatever name they hide behind.
 *
 * <p>Looked up again every few seconds, well within the time for which the JVM itself remembers where a name leads. Safe for many
 * threads.
 */
final class AddressGuard {

    private static final Set<String> METADATA =
            Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long NEVER = Long.MIN_VALUE;

    /** Behind a proxy many a machine knows no names, and some say so late. */
    private static final Duration PATIENCE_BEHIND_PROXY = Duration.ofSeconds(1);

    private final URI uri;
    private final boolean proxied;
    private final Lookup lookup;
    private final AtomicLong seen = new AtomicLong(NEVER);

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Lookup {

        /** {@return all of them} */
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** Takes the address of the endpoint; where a proxy looks names up itself, what this machine knows of them is asked once. */
    AddressGuard(URI uri, @Nullable ProxySelector proxies, Lookup lookup) {
        this.uri = uri;
        this.proxied = proxies != null && !proxies.select(uri).equals(List.of(Proxy.NO_PROXY));
        this.lookup = lookup;
    }

    /**
     * Lets a request pass, or not.
     *
     * @param executor looks names up, so that a slow one holds the caller no longer than {@code patience}
     * @throws ConnectException if the name leads where no request may go
     */
    void check(Executor executor, Duration patience) throws ConnectException, InterruptedException {
        long now = System.nanoTime();
        long last = seen.get();
        if (last != NEVER && (proxied || now - last < FRESH_NANOS || !seen.compareAndSet(last, now))) {
            return;
        }
        Duration longest = proxied && patience.compareTo(PATIENCE_BEHIND_PROXY) > 0 ? PATIENCE_BEHIND_PROXY : patience;
        try {
            CompletableFuture.runAsync(this::lookUp, executor).get(longest.toNanos(), TimeUnit.NANOSECONDS);
            seen.set(now);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ForbiddenException forbidden) {
                seen.set(NEVER);
                throw new ConnectException(forbidden.getMessage());
            }
            // A name that nobody knows is the client's to report, or the proxy's to know.
            seen.set(proxied ? now : seen.get());
        } catch (TimeoutException e) {
            // So is one that nobody says anything about.
            seen.set(proxied ? now : seen.get());
        }
    }

    private void lookUp() {
        try {
            for (InetAddress address : lookup.of(uri.getHost())) {
                if (forbidden(address)) {
                    throw new ForbiddenException(
                            address.getHostAddress() + " is a link-local or metadata address and is never contacted");
                }
            }
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private static boolean forbidden(InetAddress address) {
        return address.isLinkLocalAddress() || METADATA.contains(address.getHostAddress());
    }

    private static final class ForbiddenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        ForbiddenException(String message) {
            super(message);
        }
    }
}
