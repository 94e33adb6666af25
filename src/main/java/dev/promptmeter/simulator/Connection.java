package dev.promptmeter.simulator;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One accepted connection: reads requests, one at a time, and writes what their exchanges say. Confined to the loop's thread. */
final class Connection implements Timed, EventLoop.Selected {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long LINGER_NANOS = 1_000_000_000L;

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final long number;
    private final Router router;
    private final RequestReader reader = new RequestReader();
    private @Nullable Exchange exchange;
    private long requests;
    private boolean leaving;
    private @Nullable Manner manner;
    private long wakeAt;

    Connection(EventLoop loop, SocketChannel channel, SelectionKey key, long number) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.number = number;
        this.router = loop.router();
    }

    EventLoop loop() {
        return loop;
    }

    SocketChannel channel() {
        return channel;
    }

    LedgerEntry.Caller caller(@Nullable String clientRequestId) {
        return new LedgerEntry.Caller(number, requests, clientRequestId);
    }

    @Override
    public void ready(SelectionKey ready) {
        if (ready.isValid() && ready.isReadable()) {
            readable();
        }
        if (ready.isValid() && ready.isWritable()) {
            writable();
        }
    }

    /** Reads once; what came is a request, part of one, or the end. */
    private void readable() {
        try {
            ByteBuffer buffer = loop.buffer();
            buffer.clear();
            Manner own = manner;
            if (own != null) {
                buffer.limit(Math.min(buffer.capacity(), own.most()));
            }
            int count = channel.read(buffer);
            long now = System.nanoTime();
            if (count < 0) {
                lost();
            } else if (!leaving && (own == null || own.admits(this, count))) {
                reader.add(buffer.flip(), now);
                proceed();
            }
        } catch (IOException e) {
            lost();
        }
    }

    private void writable() {
        key.interestOps(SelectionKey.OP_READ);
        if (exchange != null) {
            exchange.advance();
        }
    }

    /** Takes requests from what was read, as long as none is being answered. */
    private void proceed() throws IOException {
        while (exchange == null && !leaving && key.isValid()) {
            HttpRequest request;
            try {
                request = reader.next();
            } catch (RefusedException e) {
                unreadable(e.refusal());
                return;
            }
            if (request == null) {
                if (reader.mustContinue()) {
                    channel.write(ByteBuffer.wrap(CONTINUE));
                }
                return;
            }
            requests++;
            Exchange next = new Exchange(this, request, router.listener());
            exchange = next;
            router.route(next);
        }
    }

    private void unreadable(Refusal refusal) {
        long now = System.nanoTime();
        HttpRequest request = new HttpRequest("", "", List.of("Connection", "close"), new byte[0], now, now);
        requests++;
        Exchange next = new Exchange(this, request, router.listener());
        exchange = next;
        router.refuse(next, refusal);
    }

    /** {@return how many bytes the socket took} */
    int write(byte[] bytes, int from) throws IOException {
        ByteBuffer buffer = loop.buffer();
        int written = 0;
        while (from + written < bytes.length) {
            buffer.clear();
            int length = Math.min(buffer.capacity(), bytes.length - from - written);
            buffer.put(bytes, from + written, length).flip();
            int count = channel.write(buffer);
            written += count;
            if (count < length) {
                break;
            }
        }
        return written;
    }

    void wantsToWrite() {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** The exchange is over; the connection goes on as it says. */
    void ended(Ending ending) {
        exchange = null;
        try {
            switch (ending) {
                case OPEN -> loop.later(this::goOn);
                case CLOSE -> leave();
                case RESET -> reset();
                case HOLD -> {
                    // The client decides when it has waited long enough.
                }
            }
        } catch (IOException e) {
            lost();
        }
    }

    // A client may have sent its next request already; it is read from here, not from inside the last answer's write.
    private void goOn() {
        try {
            proceed();
        } catch (IOException e) {
            lost();
        }
    }

    void manner(Manner other) {
        manner = other;
    }

    /** Reads nothing for so long. */
    void restFor(long nanos) {
        key.interestOps(0);
        loop.wakeLater(new Outages.Moment(System.nanoTime() + nanos, () -> {
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }));
    }

    /** Never reads again. */
    void ignore() {
        key.interestOps(0);
    }

    /** Writes these bytes in place of an answer, and leaves. */
    void say(byte[] bytes) throws IOException {
        channel.write(ByteBuffer.wrap(bytes));
        leave();
    }

    /** Closes after so long without another request; after 0 as soon as one begins to come. */
    void closeIdle(long nanos) {
        if (nanos == 0) {
            manner = Manner.closing();
            return;
        }
        long asked = requests;
        loop.wakeLater(new Outages.Moment(System.nanoTime() + nanos, () -> {
            if (requests == asked && exchange == null) {
                close();
            }
        }));
    }

    /** Whatever it was about to say is never said. */
    void hush(String fault) {
        manner = Manner.silent();
        if (exchange != null) {
            exchange.hush(fault);
        }
    }

    /** FIN, then a short wait for the client's: closing with unread bytes would send RST and destroy what is on its way. */
    void leave() throws IOException {
        leaving = true;
        channel.shutdownOutput();
        wakeAt = System.nanoTime() + LINGER_NANOS;
        loop.wakeLater(this);
    }

    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    /** The other side is gone, or we are stopping. */
    void lost() {
        close();
        Exchange unfinished = exchange;
        exchange = null;
        if (unfinished != null) {
            unfinished.clientGone();
        }
    }

    private void close() {
        loop.forget(this);
        try {
            channel.close();
        } catch (IOException e) {
            // A socket that cannot be closed is closed.
            key.cancel();
        }
    }

    @Override
    public long wakeAt() {
        return wakeAt;
    }

    @Override
    public void wake() {
        close();
    }
}
