package dev.promptmeter.chat.openai;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The thread of a client that cannot be closed. It waits in native code, and a JVM that ends waits 0.3 s for such a thread; an
 * interrupt ends it, and with it the client.
 */
final class SelectorThread {

    private static final Pattern NUMBER = Pattern.compile("HttpClientImpl@[0-9a-f]+\\((\\d+)\\)$");

    private SelectorThread() {}

    /** {@return the thread of that client, known by the number both carry; empty if this Java names them otherwise} */
    static Optional<Thread> of(Object client) {
        Matcher number = NUMBER.matcher(client.toString());
        return number.find() ? named("HttpClient-" + number.group(1) + "-SelectorManager") : Optional.empty();
    }

    private static Optional<Thread> named(String name) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[group.activeCount() + 64];
        group.enumerate(threads);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .filter(thread -> thread.getName().equals(name))
                .findFirst();
    }
}
