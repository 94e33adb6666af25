package dev.promptmeter.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes under {@code /__sim/}: never faulted, never delayed, not in the ledger, and only for this machine. */
final class ControlRoutes implements Router.Control {

    private final EventLoop loop;
    private final Router router;
    private final LedgerBook book;
    private final int port;

    ControlRoutes(EventLoop loop, Router router, LedgerBook book, int port) {
        this.loop = loop;
        this.router = router;
        this.book = book;
        this.port = port;
    }

    @Override
    public void answer(Exchange exchange) {
        HttpRequest request = exchange.request();
        try {
            checkNear(exchange);
            send(exchange, 200, body(request));
        } catch (RefusedException e) {
            send(exchange, e.refusal().status(), ErrorShape.OPENAI.body(e.refusal(), request));
        }
    }

    // A web page can make a browser on this machine send requests, but not with a Host that names this port.
    private void checkNear(Exchange exchange) {
        List<String> hosts = List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        String host = exchange.request().header("Host");
        if (!isLoopback(exchange.connection()) || host == null || !hosts.contains(host)) {
            throw new RefusedException(Refusal.forStatus(403));
        }
    }

    private static boolean isLoopback(Connection connection) {
        try {
            return connection.channel().getRemoteAddress() instanceof InetSocketAddress address
                    && address.getAddress().isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] body(HttpRequest request) {
        return switch (request.method() + " " + request.path().substring("/__sim/".length())) {
            case "GET health" -> ascii("ok");
            case "GET ledger" -> ledger(request);
            case "GET summary" -> summary();
            case "GET clock" -> clock();
            case "DELETE ledger" -> {
                byte[] last = summary();
                router.forget();
                yield last;
            }
            case "GET config" -> ascii(Configuration.json(router.settings()));
            case "PATCH config" -> {
                router.configure(Configuration.changed(router.settings(), request.body()));
                yield ascii(Configuration.json(router.settings()));
            }
            case "POST pause" -> done(loop::pause);
            case "POST resume" -> done(loop::resume);
            case "POST stop" -> done(() -> loop.later(loop::stop));
            default -> throw new RefusedException(Refusal.forStatus(404));
        };
    }

    private byte[] ledger(HttpRequest request) {
        long since = number(request.query("since"), 0);
        long limit = number(request.query("limit"), Long.MAX_VALUE);
        byte[] finished = book.lines(since, limit, request.query("id"));
        return "1".equals(request.query("open"))
                ? new ByteText(finished.length + 256)
                        .add(finished)
                        .add(book.openLines())
                        .toBytes()
                : finished;
    }

    private static long number(@Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : new IntText(0, Long.MAX_VALUE).parseLong(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.badRequest("query", String.valueOf(e.getMessage())));
        }
    }

    private byte[] summary() {
        return ascii(new Summary(book.counters(), loop.accepted(), book.inFlight()).json());
    }

    private byte[] clock() {
        String head = "{\"origin\":\"" + book.origin() + "\",\"wall\":\"" + Instant.now() + "\",\"pid\":"
                + ProcessHandle.current().pid() + ",\"nanoTime\":\"";
        return ascii(head + System.nanoTime() + "\"}");
    }

    private static byte[] done(Runnable action) {
        action.run();
        return ascii("{}");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(Exchange exchange, int status, byte[] body) {
        HttpRequest request = exchange.request();
        String type = Heads.typeOf(new String(body, 0, Math.min(1, body.length), StandardCharsets.US_ASCII));
        Reply reply = Reply.plain(
                new Reply.Asked(request, ErrorShape.OPENAI), status, type, Piece.body(0, body, Piece.Mark.NOTHING));
        exchange.send(Plain.planned(reply, LedgerEntry.Outcome.COMPLETE), request.receivedNanos());
    }
}
