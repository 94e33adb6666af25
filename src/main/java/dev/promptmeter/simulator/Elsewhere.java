package dev.promptmeter.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A second port that answers nothing and counts what it receives: where a redirect must not lead a client. Confined to the loop's thread. */
final class Elsewhere implements EventLoop.Selected {

    private final ServerSocketChannel listening;
    private final Selector selector;
    private final LedgerBook book;
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);

    Elsewhere(Selector selector, LedgerBook book) {
        this.selector = selector;
        this.book = book;
        try {
            listening = ServerSocketChannel.open();
            listening.configureBlocking(false);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listening.register(selector, SelectionKey.OP_ACCEPT, this);
        } catch (IOException e) {
            throw new UncheckedIOException("no second port can be opened", e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.socket().getLocalPort() + "/");
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            if (key.channel() == listening) {
                accept();
            } else {
                read((SocketChannel) key.channel());
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listening.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
            book.counters().elsewhere(1, 0);
        }
    }

    private void read(SocketChannel channel) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            channel.close();
        } else {
            book.counters().elsewhere(0, count);
        }
    }

    void close() throws IOException {
        listening.close();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() == this) {
                key.channel().close();
            }
        }
    }
}
