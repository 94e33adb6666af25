package dev.promptmeter.chat.openai;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Looks at the JVM before its client is used: switches that log keys, repeat requests unseen or skip host-name checks are refused. */
public final class ClientChecks {

    private static final List<String> REPEATS = List.of("jdk.httpclient.enableAllMethodRetry");
    private static final List<String> SKIPS_HOST_CHECK = List.of("jdk.internal.httpclient.disableHostnameVerification");
    private static final List<String> LOGGERS = List.of("jdk.httpclient.HttpClient.log", "javax.net.debug");
    private static final List<String> KEY_LOGS = List.of("all", "headers", "plaintext", "packet");
    private static final List<String> DEBUGGERS =
            List.of("jdk.internal.httpclient.debug", "jdk.internal.httpclient.hpack.debug");

    private static final Runtime.Version SAFE_17 = Runtime.Version.parse("17.0.16");
    private static final Runtime.Version SAFE_21 = Runtime.Version.parse("21.0.8");

    private ClientChecks() {}

    /** {@return what is known to be wrong with the client of that Java, although it can be used; empty if nothing} */
    public static Optional<String> advice(Runtime.Version version) {
        Runtime.Version safe = version.feature() == SAFE_17.feature() ? SAFE_17 : SAFE_21;
        return version.compareToIgnoreOptional(safe) < 0
                ? Optional.of("Java " + shown(version) + " is older than " + shown(safe)
                        + ", in which faults of its HTTP client are mended; update it")
                : Optional.empty();
    }

    private static String shown(Runtime.Version version) {
        return version.version().stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /** {@return why the client must not be used with those system properties, naming the one to remove; empty if it may} */
    public static Optional<String> refusal(Properties properties) {
        return first(properties, REPEATS, "repeats requests unseen, which may be billed twice")
                .or(() -> first(properties, SKIPS_HOST_CHECK, "turns off the check of host names"))
                .or(() -> first(properties, DEBUGGERS, "logs requests with their key"))
                .or(() -> logging(properties));
    }

    private static Optional<String> first(Properties properties, List<String> names, String effect) {
        return names.stream()
                .filter(name -> on(properties.getProperty(name)))
                .findFirst()
                .map(name -> sentence(name, effect));
    }

    private static boolean on(String value) {
        return value != null && !value.strip().equalsIgnoreCase("false");
    }

    private static Optional<String> logging(Properties properties) {
        return LOGGERS.stream()
                .filter(name -> logsKeys(properties.getProperty(name, "")))
                .findFirst()
                .map(name -> sentence(name, "logs request headers with their key"));
    }

    private static boolean logsKeys(String value) {
        String kinds = value.toLowerCase(Locale.ROOT);
        return KEY_LOGS.stream().anyMatch(kinds::contains);
    }

    private static String sentence(String name, String effect) {
        return "the system property " + name + " is set and " + effect
                + "; remove it from the command line and from JAVA_TOOL_OPTIONS";
    }
}
