package dev.promptmeter.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The signals of this process. A shutdown hook cannot see a second Ctrl-C, so handlers are set; the class for that is not part of
 * the platform's promise and is reached by reflection. Where it is missing, the hook does what it can.
 */
final class ProcessSignals implements Signals {

    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    @Override
    public Listening listen(Consumer<StopSignal> listener) {
        Map<StopSignal, Object> before = new LinkedHashMap<>();
        for (StopSignal signal : StopSignal.values()) {
            try {
                before.put(signal, handle(signal, handler(signal, listener)));
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // A signal the platform lacks, or that the JVM keeps for itself: the others still work.
                continue;
            }
        }
        return before.isEmpty() ? hook(listener) : () -> before.forEach(ProcessSignals::restore);
    }

    private static Object handler(StopSignal signal, Consumer<StopSignal> listener) throws ClassNotFoundException {
        Class<?> type = Class.forName(HANDLER);
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        listener.accept(signal);
                        yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "handler of " + signal;
                });
    }

    private static Object handle(StopSignal signal, Object handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName(SIGNAL);
        Method handle = type.getMethod("handle", type, Class.forName(HANDLER));
        return handle.invoke(null, type.getConstructor(String.class).newInstance(signal.name()), handler);
    }

    private static void restore(StopSignal signal, Object handler) {
        try {
            handle(signal, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a handler that could be set can be set again", e);
        }
    }

    private static Listening hook(Consumer<StopSignal> listener) {
        Thread main = Thread.currentThread();
        Thread hook = new Thread(() -> {
            listener.accept(StopSignal.TERM);
            try {
                main.join(StopSignal.TERM.patience().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> Runtime.getRuntime().removeShutdownHook(hook);
    }
}
