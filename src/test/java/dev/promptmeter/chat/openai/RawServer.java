package dev.promptmeter.chat.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that sends exactly the bytes it is told to, on a free port of the loopback interface. */
final class RawServer implements AutoCloseable {

    /** What to do with one request. */
    interface Script {
        void answer(Connection connection) throws IOException;
    }

    /** A request as it came: everything up to the blank line, and the body. */
    record Request(String head, String body) {}

    private final ServerSocket listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch clientClosed = new CountDownLatch(1);
    private volatile long closedAt;

    RawServer(Script script) throws IOException {
        this.script = script;
        start(this::accept);
    }

    /** Answers every request with those bytes. */
    static RawServer saying(String answer) throws IOException {
        return new RawServer(connection -> connection.send(answer));
    }

    static String json(String body) {
        return ok("application/json", body);
    }

    static String ok(String type, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    /** Waits until a client has closed its connection. {@return when, on the monotonic clock} */
    long clientClosedAt() throws InterruptedException {
        if (!clientClosed.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no client closed its connection within 30 s");
        }
        return closedAt;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Connection connection = new Connection(socket);
            for (Request request = connection.read(); request != null; request = connection.read()) {
                requests.add(request);
                script.answer(connection);
            }
        } catch (IOException e) {
            noteClose();
        }
    }

    private void noteClose() {
        closedAt = System.nanoTime();
        clientClosed.countDown();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection of a client. */
    final class Connection {

        private final Socket socket;
        private final InputStream in;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        private Request read() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    noteClose();
                    return null;
                }
                head.write(b);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            int length = text.toLowerCase(Locale.ROOT)
                    .lines()
                    .filter(line -> line.startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            return new Request(text, new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Says nothing more until the client gives up. */
        void stall() throws IOException {
            if (in.read() < 0) {
                noteClose();
            }
            socket.close();
        }

        /** Lets that time pass, unless the client gives up meanwhile. */
        void pause(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                if (in.read() < 0) {
                    throw new IOException("the client gave up");
                }
            } catch (java.net.SocketTimeoutException e) {
                socket.setSoTimeout(0);
            }
        }

        void hangUp() throws IOException {
            socket.close();
        }

        /** Breaks the connection with a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
