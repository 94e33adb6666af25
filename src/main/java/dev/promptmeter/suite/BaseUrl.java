package dev.promptmeter.suite;

import dev.promptmeter.suite.ScalarShape.Reading;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** The address of an endpoint: what may be written, and the one form in which it is used. */
final class BaseUrl {

    private static final String CHAT_PATH = "/chat/completions";
    private static final String WHAT = "URL such as https://api.example.com/v1";
    private static final int LARGEST_PORT = 65_535;
    private static final Set<String> METADATA =
            Set.of("metadata.google.internal", "metadata", "100.100.100.200", "[fd00:ec2::254]", "instance-data");

    /** An address, normalised. */
    static final Shape<URI> SHAPE = new ScalarShape<>(
            WHAT,
            ScalarShape.Quotes.DO_NOT_MATTER,
            BaseUrl::read,
            Json.pattern("\\s*[hH][tT][tT][pP][sS]?://[^\\s/?#@]+(/[^\\s?#]*)?\\s*"));

    private BaseUrl() {}

    /** {@return the address, or why there is none; a user name or query may hold a secret and is not quoted} */
    static Reading<URI> read(String text) {
        try {
            URI uri = new URI(text.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https") || uri.getRawAuthority() == null) {
                return Reading.unexpected("expected " + WHAT + ", with https or http");
            }
            if (uri.getRawUserInfo() != null || uri.getRawAuthority().contains("@")) {
                return Reading.unexpected("a URL may not hold a user name or password (it is not shown)");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return Reading.unexpected("a URL may not hold a query or fragment (it is not shown)");
            }
            return normalised(uri, scheme);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Reading.unexpected("expected " + WHAT + "; this is none");
        }
    }

    private static Reading<URI> normalised(URI uri, String scheme) throws URISyntaxException {
        String authority = uri.getRawAuthority();
        String host = uri.getHost() == null ? IDN.toASCII(authority.replaceFirst(":[0-9]*$", "")) : uri.getHost();
        host = host.toLowerCase(Locale.ROOT);
        if (METADATA.contains(host.replaceFirst("\\.$", ""))
                || host.startsWith("169.254.")
                || host.startsWith("[fe80:")) {
            return Reading.unexpected("'" + host + "' is a link-local or metadata address and is never contacted");
        }
        String port = authority.replaceFirst("^.*?(:[0-9]+)?$", "$1");
        String path = uri.getRawPath().replaceAll("/{2,}", "/").replaceFirst("/$", "");
        path = path.endsWith(CHAT_PATH) ? path.substring(0, path.length() - CHAT_PATH.length()) : path;
        URI made = new URI(scheme + "://" + host + port + path);
        // What is no host and port at all is still an authority to the parser of addresses.
        boolean reachable = made.getHost() != null && made.getPort() != 0 && made.getPort() <= LARGEST_PORT;
        return !reachable ? Reading.unexpected("expected " + WHAT + "; this is none") : Reading.of(made);
    }

    /** {@return scheme, host and port: what a key is bound to} */
    static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return uri.getScheme() + "://" + uri.getHost() + ":" + port;
    }

    /** {@return whether the host is this computer by name or number, without asking anybody} */
    static boolean loopback(URI uri) {
        String host = uri.getHost();
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
