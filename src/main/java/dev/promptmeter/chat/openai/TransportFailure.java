package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FailureKind;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/**
 * What a failure of the transport is called.
 *
 * @param kind its class
 * @param detail in words, at most 500 characters
 */
record TransportFailure(FailureKind kind, String detail) {

    private static final String CERTIFICATE = "certificate ";
    private static final String NO_TLS = "scheme mismatch: ";

    /** Cuts the words and makes them visible. */
    TransportFailure {
        detail = VisibleText.of(detail, ProviderError.LONGEST_MESSAGE);
    }

    /** {@return what went wrong before status and headers were known} */
    static TransportFailure beforeHead(Throwable thrown, EndpointSettings settings) {
        String host = settings.hostAndPort();
        if (has(thrown, HttpConnectTimeoutException.class::isInstance)) {
            return new TransportFailure(FailureKind.CONNECT, notConnected(settings));
        }
        if (has(thrown, HttpTimeoutException.class::isInstance)) {
            return noHeader(settings.deadlines());
        }
        if (has(thrown, UnresolvedAddressException.class::isInstance)
                || has(thrown, UnknownHostException.class::isInstance)) {
            return new TransportFailure(FailureKind.DNS, "unknown host: " + host);
        }
        if (localLimit(thrown)) {
            return new TransportFailure(FailureKind.LOCAL_LIMIT, "this machine refused: " + words(thrown));
        }
        if (has(thrown, SSLException.class::isInstance)) {
            return tls(thrown, host);
        }
        if (has(thrown, ConnectException.class::isInstance) || has(thrown, NoRouteToHostException.class::isInstance)) {
            return refused(thrown, host);
        }
        return exchange(thrown);
    }

    /** The client cannot tell a connection that was not made from a TLS handshake that did not end. */
    private static String notConnected(EndpointSettings settings) {
        Deadlines deadlines = settings.deadlines();
        boolean secure = settings.secure();
        return secure
                ? "no secure connection to " + settings.hostAndPort() + " in time (connect "
                        + DeadlineWords.of(deadlines.connect()) + ", headers " + DeadlineWords.of(deadlines.headers())
                        + ")"
                : "no connection to " + settings.hostAndPort() + " within " + DeadlineWords.of(deadlines.connect());
    }

    /** {@return the failure of a head that did not come in time} */
    static TransportFailure noHeader(Deadlines deadlines) {
        boolean total = deadlines.total().compareTo(deadlines.headers()) <= 0;
        String after = DeadlineWords.of(total ? deadlines.total() : deadlines.headers());
        return new TransportFailure(FailureKind.TIMEOUT, "no header after " + after);
    }

    private static TransportFailure tls(Throwable thrown, String host) {
        if (plainText(thrown)) {
            return new TransportFailure(FailureKind.TLS, NO_TLS + host + " does not speak TLS; is it http://?");
        }
        boolean certificate = has(thrown, GeneralSecurityException.class::isInstance);
        String what = certificate
                ? CERTIFICATE + "of " + host + " " + fault(thrown)
                : "no secure connection to " + host + ": " + words(thrown);
        return new TransportFailure(FailureKind.TLS, what);
    }

    private static String fault(Throwable thrown) {
        if (has(thrown, CertificateExpiredException.class::isInstance)) {
            return "has expired";
        }
        if (has(thrown, CertificateNotYetValidException.class::isInstance)) {
            return "is not valid yet";
        }
        String said = words(thrown);
        return said.contains("unable to find valid certification path")
                ? "is signed by nobody that this machine trusts (--ca-cert FILE adds trust)"
                : "is not accepted: " + said;
    }

    /** What the client says of an answer that is no TLS record at all. */
    private static boolean plainText(Throwable thrown) {
        return has(
                thrown,
                cause -> words(cause).contains("unrecognized SSL message")
                        || words(cause).contains("plaintext connection"));
    }

    /** {@return whether a failure of TLS in those words stays as it is however often it is tried} */
    static boolean lasting(String detail) {
        return detail.startsWith(CERTIFICATE) || detail.startsWith(NO_TLS);
    }

    private static TransportFailure refused(Throwable thrown, String host) {
        String said = words(thrown);
        boolean plain = said.isEmpty() || said.toLowerCase(Locale.ROOT).contains("refused");
        return new TransportFailure(
                FailureKind.CONNECT, plain ? "connection refused: " + host : "no connection to " + host + ": " + said);
    }

    private static TransportFailure exchange(Throwable thrown) {
        String said = words(thrown);
        if (said.contains("header parser received no bytes") || has(thrown, ClosedChannelException.class::isInstance)) {
            return new TransportFailure(FailureKind.STALE_CONNECTION, "connection closed before any byte of an answer");
        }
        if (said.contains("GOAWAY")) {
            return new TransportFailure(FailureKind.GOAWAY, said);
        }
        boolean broken = thrown instanceof IOException && !has(thrown, ProtocolException.class::isInstance);
        return broken
                ? new TransportFailure(FailureKind.RESET, "connection broke before an answer: " + said)
                : new TransportFailure(FailureKind.PROTOCOL, "not HTTP: " + said);
    }

    /** {@return what went wrong after so many bytes of the body} */
    static TransportFailure inBody(Throwable thrown, int bytes) {
        if (has(thrown, OutOfMemoryError.class::isInstance)) {
            return outOfMemory(bytes);
        }
        String said = words(thrown);
        // Only a broken frame tells garbage from a cut: the client reports both by the same exception.
        boolean garbage = !(thrown instanceof IOException)
                || has(thrown, ProtocolException.class::isInstance)
                || said.toLowerCase(Locale.ROOT)
                        .matches("(?s).*(invalid|illegal|malformed).*chunk.*|.*chunk.*(invalid|illegal|malformed).*");
        return garbage
                ? new TransportFailure(FailureKind.PROTOCOL, "not HTTP after " + bytes + " bytes: " + said)
                : new TransportFailure(FailureKind.RESET, "connection broke after " + bytes + " bytes: " + said);
    }

    /** {@return that this program had no room for more than so many bytes of the body} */
    static TransportFailure outOfMemory(int bytes) {
        return new TransportFailure(
                FailureKind.TOO_LARGE,
                "no memory for more than " + bytes + " bytes; the rest was not read: ask fewer at a time (-j),"
                        + " or give the program more (PROMPTMETER_JAVA_OPTS=-Xmx…)");
    }

    /** {@return the same, but for a broken connection: after the total it is our timer that broke it} */
    TransportFailure orTimeout(Deadlines deadlines) {
        return kind == FailureKind.RESET
                ? new TransportFailure(FailureKind.TIMEOUT, "not complete after " + DeadlineWords.of(deadlines.total()))
                : this;
    }

    private static boolean localLimit(Throwable thrown) {
        String said = words(thrown).toLowerCase(Locale.ROOT);
        return has(thrown, OutOfMemoryError.class::isInstance)
                || has(thrown, BindException.class::isInstance)
                || said.contains("too many open files")
                || said.contains("cannot assign requested address");
    }

    private static boolean has(Throwable thrown, Predicate<Throwable> kind) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (kind.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null
                ? thrown instanceof ConnectException ? "" : thrown.getClass().getSimpleName()
                : message;
    }
}
