package dev.promptmeter.chat.openai;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, also in lower case; the JDK does not look at them.
 *
 * <p>This computer is always reached directly. A proxy that is spoken to over TLS or SOCKS, or that wants a password, is refused
 * beforehand: the JDK cannot use it without settings that we do not make.
 */
public final class EnvironmentProxies extends ProxySelector {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:http://)?(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|.*\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final int USUAL_PORT = 80;

    private final @Nullable InetSocketAddress secure;
    private final @Nullable InetSocketAddress plain;
    private final List<String> direct;

    private EnvironmentProxies(
            @Nullable InetSocketAddress secure, @Nullable InetSocketAddress plain, List<String> direct) {
        this.secure = secure;
        this.plain = plain;
        this.direct = direct;
    }

    /**
     * {@return the proxies that those variables name; empty if they name none}
     *
     * @param variables gives the value of a variable, null if it is not set
     * @throws IllegalArgumentException if one cannot be used; names the variable and never quotes it
     */
    public static Optional<ProxySelector> of(UnaryOperator<@Nullable String> variables) {
        InetSocketAddress secure = address("HTTPS_PROXY", variables);
        InetSocketAddress plain = address("HTTP_PROXY", variables);
        if (secure == null && plain == null) {
            return Optional.empty();
        }
        String none = find("NO_PROXY", variables);
        List<String> direct = none == null
                ? List.of()
                : Arrays.stream(none.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
        return Optional.of(new EnvironmentProxies(secure, plain, direct));
    }

    private static @Nullable String find(String name, UnaryOperator<@Nullable String> variables) {
        String lower = variables.apply(name.toLowerCase(Locale.ROOT));
        String value = lower == null ? variables.apply(name) : lower;
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable InetSocketAddress address(String name, UnaryOperator<@Nullable String> variables) {
        String value = find(name, variables);
        if (value == null) {
            return null;
        }
        if (value.contains("@")) {
            throw new IllegalArgumentException(
                    name + " holds a user name or password (not shown): proxies that want one are not supported");
        }
        Matcher address = ADDRESS.matcher(value);
        int port = address.matches() && address.group(2) != null ? Integer.parseInt(address.group(2)) : USUAL_PORT;
        if (!address.matches() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    name + " (not shown) is no http://HOST:PORT: proxies over https or SOCKS are not supported");
        }
        return InetSocketAddress.createUnresolved(address.group(1), port);
    }

    @Override
    public List<Proxy> select(URI uri) {
        InetSocketAddress proxy = "https".equals(uri.getScheme()) ? secure : plain;
        boolean straight = proxy == null || LOOPBACK.matcher(host(uri)).matches() || listed(uri);
        return List.of(straight ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy));
    }

    private static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }

    private boolean listed(URI uri) {
        String host = host(uri);
        String withPort = host + ":" + uri.getPort();
        for (String each : direct) {
            String suffix = each.startsWith(".") ? each : "." + each;
            if (each.equals("*") || each.equals(host) || each.equals(withPort) || host.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    /** Nobody else is tried: the client reports it. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException cause) {}
}
