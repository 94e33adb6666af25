package dev.promptmeter;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates of our own making, and servers that show them. */
public final class Certificates {

    private static final char[] PASSWORD = "only-in-tests".toCharArray();

    private final Path folder;

    /** Keeps them in that folder. */
    public Certificates(Path folder) {
        this.folder = folder;
    }

    /** {@return the file of a new certificate for those names, which nobody has signed; {@code more} are options of keytool} */
    public Path make(String name, String names, String... more) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", "server", "-keyalg", "EC"));
        arguments.addAll(List.of("-dname", "CN=promptmeter test", "-ext", "SAN=" + names));
        arguments.addAll(List.of(more));
        keytool(store, arguments);
        Path certificate = folder.resolve(name + ".pem");
        Files.writeString(certificate, pem(store));
        return certificate;
    }

    /** {@return the file of an authority whose certificate for those names, kept under {@code name}, ran out two days ago} */
    public Path makeExpired(String name, String names) throws IOException, InterruptedException {
        Path authority = make("authority-of-" + name, "dns:authority.example", "-ext", "bc:c");
        make(name, names);
        Path request = folder.resolve(name + ".csr");
        Path reply = folder.resolve(name + ".crt");
        keytool(folder.resolve(name + ".p12"), List.of("-certreq", "-alias", "server", "-file", request.toString()));
        List<String> signing = new ArrayList<>(List.of("-gencert", "-rfc", "-alias", "server", "-ext", "SAN=" + names));
        signing.addAll(List.of("-infile", request.toString(), "-outfile", reply.toString()));
        signing.addAll(List.of("-startdate", "-3d", "-validity", "1"));
        keytool(folder.resolve("authority-of-" + name + ".p12"), signing);
        Files.writeString(reply, Files.readString(reply) + Files.readString(authority));
        keytool(
                folder.resolve(name + ".p12"),
                List.of("-importcert", "-noprompt", "-alias", "server", "-file", reply.toString()));
        return authority;
    }

    private static String pem(Path store) throws IOException {
        try {
            byte[] certificate = open(store).getCertificate("server").getEncoded();
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD);
        }
        return opened;
    }

    private static void keytool(Path store, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + arguments);
        }
    }

    /** {@return a server on a free port of this computer that shows that certificate; not started} */
    public HttpServer server(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore store =
                open(folder.resolve(certificate.getFileName().toString().replace(".pem", ".p12")));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }
}
