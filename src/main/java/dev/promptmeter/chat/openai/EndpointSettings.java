package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint is and how it is asked.
 *
 * @param baseUri up to and with {@code /v1}; a full chat-completions address is accepted and cut to it
 * @param key sent as bearer key; null if none is
 * @param headers further request headers
 * @param deadlines of each attempt
 * @param userAgent as {@code promptmeter/0.1.0}
 */
public record EndpointSettings(
        URI baseUri, @Nullable Secret key, Map<String, String> headers, Deadlines deadlines, String userAgent) {

    private static final String COMPLETIONS = "/chat/completions";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,8192}");

    private static final Set<String> OURS = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-client-request-id");

    /**
     * Normalises the address and checks the headers.
     *
     * @throws IllegalArgumentException if the address is not plain http or https, or a header cannot be sent or is set by us; no
     *     value is quoted
     */
    public EndpointSettings {
        baseUri = normalised(baseUri);
        headers = Map.copyOf(headers);
        headers.forEach(EndpointSettings::check);
    }

    /** {@return settings without further headers and with the usual deadlines} */
    public static EndpointSettings of(URI baseUri, @Nullable Secret key) {
        return new EndpointSettings(baseUri, key, Map.of(), Deadlines.DEFAULT, "promptmeter");
    }

    /** {@return the same with the deadlines of a stream} */
    EndpointSettings ofStream() {
        return new EndpointSettings(baseUri, key, headers, deadlines.ofStream(), userAgent);
    }

    private static URI normalised(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new IllegalArgumentException("a base URL begins with http:// or https:// and names a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a base URL has no user info, query or fragment");
        }
        String path = uri.getRawPath().replaceAll("/{2,}", "/").replaceAll("/$", "");
        String base = path.endsWith(COMPLETIONS) ? path.substring(0, path.length() - COMPLETIONS.length()) : path;
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + base);
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            String shown = VisibleText.of(name, 40);
            throw new IllegalArgumentException("header '" + shown + "' cannot be sent: visible ASCII only");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header '" + name + "' is set by the client itself");
        }
    }

    /** {@return whether connections are secured} */
    boolean secure() {
        return baseUri.getScheme().equals("https");
    }

    /** {@return the address that chat requests go to} */
    URI completions() {
        return URI.create(baseUri + COMPLETIONS);
    }

    /** {@return the address that requests for embeddings go to} */
    URI embeddings() {
        return URI.create(baseUri + "/embeddings");
    }

    /** {@return the address that lists models} */
    URI models() {
        return URI.create(baseUri + "/models");
    }

    /** {@return host and port, for messages} */
    String hostAndPort() {
        int port = baseUri.getPort() >= 0 ? baseUri.getPort() : secure() ? 443 : 80;
        return baseUri.getHost() + ":" + port;
    }
}
