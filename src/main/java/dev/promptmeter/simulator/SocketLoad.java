package dev.promptmeter.simulator;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that sends one request again and again on several connections and drops what comes back. One thread; not thread-safe. */
final class SocketLoad {

    private static final int BUFFER = 64 * 1024;
    private static final long SILENT_MILLIS = 60_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final InetSocketAddress address;
    private final byte[] request;
    private final int connections;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    SocketLoad(InetSocketAddress address, byte[] request, int connections) {
        this.address = address;
        this.request = request;
        this.connections = connections;
    }

    /** {@return the bytes of a chat request with that body} */
    static byte[] request(InetSocketAddress address, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** {@return how many answers came of requests begun in that time} */
    long during(Duration time) throws IOException {
        return drive(System.nanoTime() + time.toNanos(), 0);
    }

    /** Sends one request on each connection, so long after the one before, and waits for the ends of all answers. */
    void once(long apartNanos) throws IOException {
        drive(System.nanoTime(), apartNanos);
    }

    private long drive(long until, long apartNanos) throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                open.add(connect(selector));
            }
            return drain(selector, until, new Begin(open, System.nanoTime(), apartNanos));
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }

    /** When each connection sends first. */
    private final class Begin {

        private final List<SocketChannel> open;
        private final long nanos;
        private final long apartNanos;
        private int begun;

        Begin(List<SocketChannel> open, long nanos, long apartNanos) {
            this.open = open;
            this.nanos = nanos;
            this.apartNanos = apartNanos;
        }

        /** {@return milliseconds until it has to be called again; 0 if all have begun} */
        long sendDue() throws IOException {
            while (begun < open.size()) {
                long left = nanos + begun * apartNanos - System.nanoTime();
                if (left > 0) {
                    return Math.max(1, left / NANOS_PER_MILLI);
                }
                send(open.get(begun++));
            }
            return 0;
        }
    }

    private SocketChannel connect(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new AnswerEnd());
        return channel;
    }

    /** A request of some kilobytes fits the socket's buffer, which is empty whenever one is sent. */
    private void send(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private long drain(Selector selector, long until, Begin begin) throws IOException {
        long[] answers = {0};
        int busy = connections;
        while (busy > 0) {
            long next = begin.sendDue();
            if (selector.select(next == 0 ? SILENT_MILLIS : next) == 0 && next == 0) {
                throw new IOException("the simulator has said nothing for a minute");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (over(key)) {
                    answers[0]++;
                    if (System.nanoTime() < until) {
                        send((SocketChannel) key.channel());
                    } else {
                        key.cancel();
                        busy--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return answers[0];
    }

    private boolean over(SelectionKey key) throws IOException {
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            throw new EOFException("the simulator closed a connection");
        }
        buffer.flip();
        return ((AnswerEnd) key.attachment()).take(buffer);
    }
}
