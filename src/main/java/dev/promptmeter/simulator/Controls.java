package dev.promptmeter.simulator;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Speaks with a running simulator over its control routes, on one connection that stays open. Not thread-safe. */
public final class Controls implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;

    private Controls(Socket socket, String host) throws IOException {
        this.socket = socket;
        this.host = host;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** What its clock showed between two looks at the caller's, nanoseconds of {@code System.nanoTime}. */
    public record Clock(long before, long there, long after) {}

    /**
     * {@return a connection to the simulator on this machine whose base address that is}
     *
     * @throws IOException if nobody answers there
     */
    public static Controls of(URI baseUri) throws IOException {
        InetAddress address = InetAddress.getByName(baseUri.getHost());
        return new Controls(new Socket(address, baseUri.getPort()), "127.0.0.1:" + baseUri.getPort());
    }

    /** {@return its clock} */
    public Clock clock() throws IOException {
        long before = System.nanoTime();
        String answer = exchange("GET", "clock", "");
        long after = System.nanoTime();
        return new Clock(before, nanoTime(answer), after);
    }

    private static long nanoTime(String clock) throws IOException {
        try {
            Json read = JsonReader.read(clock);
            if (read instanceof Json.Obj object && object.members().get("nanoTime") instanceof Json.Text text) {
                return Long.parseLong(text.text());
            }
        } catch (BadText | NumberFormatException e) {
            throw new IOException("the simulator's clock is no clock: " + clock, e);
        }
        throw new IOException("the simulator's clock is no clock: " + clock);
    }

    /** {@return what it has done, as {@link Simulator#summaryJson}} */
    public String summary() throws IOException {
        return exchange("GET", "summary", "");
    }

    /** {@return its finished entries, one line of JSON each} */
    public String ledger() throws IOException {
        return exchange("GET", "ledger", "");
    }

    /** Makes it forget its entries and counters. */
    public void forget() throws IOException {
        exchange("DELETE", "ledger", "");
    }

    /** Changes settings, given as one JSON object. */
    public void configure(String settings) throws IOException {
        exchange("PATCH", "config", settings);
    }

    private String exchange(String method, String route, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " /__sim/" + route + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + bytes.length
                + "\r\n\r\n";
        out.write((head + body).getBytes(StandardCharsets.UTF_8));
        out.flush();
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.contains(" 200 ")) {
            throw new IOException("the simulator answered '" + status + "' to " + method + " " + route + ": " + answer);
        }
        return answer;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the simulator closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Closes the connection; the simulator goes on. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
