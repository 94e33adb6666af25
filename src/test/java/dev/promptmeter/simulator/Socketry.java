package dev.promptmeter.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that knows nothing but sockets, so that what it sees is what was sent. */
final class Socketry implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private boolean brokeOff;

    private Socketry(Socket socket) {
        this.socket = socket;
    }

    static Socketry connect(Simulator simulator) throws IOException {
        return connect(simulator.baseUri().getPort());
    }

    static Socketry connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Socketry(socket);
    }

    /** What came until the connection ended, and how it ended. */
    record Received(byte[] bytes, String ending) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String body() {
            return new String(bodyBytes(), StandardCharsets.UTF_8);
        }

        String head() {
            return text().substring(0, text().indexOf("\r\n\r\n"));
        }

        byte[] bodyBytes() {
            return Arrays.copyOfRange(bytes, head().length() + 4, bytes.length);
        }

        /** The body without the chunked coding; a chunk that breaks off is given as far as it came. */
        byte[] entityBytes() {
            // One character per byte, so that sizes in bytes are places in the text.
            String rest = new String(bodyBytes(), StandardCharsets.ISO_8859_1);
            StringBuilder entity = new StringBuilder();
            while (!rest.isEmpty()) {
                int line = rest.indexOf("\r\n");
                int size = Integer.parseInt(rest.substring(0, line), 16);
                int end = Math.min(rest.length(), line + 2 + size);
                entity.append(rest, line + 2, end);
                rest = size == 0 ? "" : rest.substring(Math.min(rest.length(), end + 2));
            }
            return entity.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        String entity() {
            return new String(entityBytes(), StandardCharsets.UTF_8);
        }
    }

    static String plain(String prompt) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    }

    static String streamed(String prompt) {
        return "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    }

    /** Sends one request and reads until the simulator closes. */
    static Received ask(Simulator simulator, String body) throws IOException {
        try (Socketry client = connect(simulator)) {
            try {
                client.send(
                        "POST /v1/chat/completions", body, "Authorization: Bearer sk-canary\r\nConnection: close\r\n");
            } catch (SocketException e) {
                // A reset that comes before the request is told to whoever writes, and to nobody after that.
                client.brokeOff = true;
            }
            return client.readToEnd();
        }
    }

    /** Waits no longer than that for each byte. */
    Socketry waiting(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    void send(String requestLine, String body, String headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        raw(requestLine + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort() + "\r\n" + headers + "Content-Length: "
                + bytes.length + "\r\n\r\n" + body);
    }

    void raw(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    Received readToEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String ending = brokeOff ? "reset" : "fin";
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            int count;
            while ((count = in.read(buffer)) >= 0) {
                all.write(buffer, 0, count);
            }
        } catch (SocketException e) {
            ending = "reset";
        }
        return new Received(all.toByteArray(), ending);
    }

    /** Reads one answer that states its length, and leaves the connection open. */
    String readAnswer() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            head.write(readByte(in));
        }
        String text = head.toString(StandardCharsets.UTF_8);
        int from = text.indexOf("Content-Length: ");
        int length = from < 0 ? 0 : Integer.parseInt(text.substring(from + 16, text.indexOf("\r\n", from)));
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static int readByte(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("the simulator closed within the head");
        }
        return next;
    }

    /** Reads until so many events of a stream have come. */
    void readEvents(int events) throws IOException {
        InputStream in = socket.getInputStream();
        int seen = 0;
        int last = 0;
        while (seen < events) {
            int next = readByte(in);
            seen += last == '\n' && next == '\n' ? 1 : 0;
            last = next;
        }
    }

    /** Ends the connection while it is still in use. */
    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
