package dev.promptmeter.chat.openai;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom a connection trusts and which way it takes. There is no way to trust everybody.
 *
 * @param context trusts further certificates; null for those of the JVM alone
 * @param proxies chooses the way; null for what the JVM was started with
 */
public record Connecting(
        @Nullable SSLContext context, @Nullable ProxySelector proxies) {

    /** As the JVM was started. */
    public static final Connecting DEFAULT = new Connecting(null, null);

    /** {@return the same through those proxies} */
    public Connecting through(ProxySelector selector) {
        return new Connecting(context, selector);
    }

    /**
     * {@return the same with further certificates to trust, beside those of the JVM}
     *
     * @param bytes of a file with X.509 certificates, PEM or DER
     * @throws IllegalArgumentException if they hold no certificate
     */
    public Connecting trusting(byte[] bytes) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate each : own()) {
                store.setCertificateEntry("jvm-" + store.size(), each);
            }
            for (Certificate each : certificates(bytes)) {
                store.setCertificateEntry("given-" + store.size(), each);
            }
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(null, managers(store), null);
            return new Connecting(made, proxies);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot keep certificates", e);
        }
    }

    private static Collection<? extends Certificate> certificates(byte[] bytes) throws CertificateException {
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("holds something that is no X.509 certificate", e);
        }
        throw new IllegalArgumentException("holds no X.509 certificate");
    }

    private static X509Certificate[] own() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager trust) {
                return trust.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
