package dev.promptmeter.cli;

import dev.promptmeter.chat.HeaderLines;
import dev.promptmeter.chat.Redactor;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where text for people goes. It is written by a thread of its own: a stream that nobody reads stops neither the run nor the
 * threads that talk. Results and messages are never dropped, progress is. Safe for many threads.
 */
final class Console implements AutoCloseable {

    private static final int MOST_WAITING = 1_000;

    private final PrintStream out;
    private final PrintStream err;
    private final UnaryOperator<String> glyphs;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private Redactor redactor = Redactor.NONE;
    private boolean writing;
    private @Nullable Thread writer;

    private record Piece(PrintStream stream, String text) {}

    /** Takes the streams and what makes a text showable there. */
    Console(PrintStream out, PrintStream err, UnaryOperator<String> glyphs) {
        this.out = out;
        this.err = err;
        this.glyphs = glyphs;
    }

    /** From now on masks these secrets too. */
    synchronized void mask(Redactor secrets) {
        redactor = redactor.and(secrets);
    }

    /** {@return what masks the secrets that are known by now} */
    synchronized Redactor redactor() {
        return redactor;
    }

    /** Writes what was asked for to standard output. */
    void result(String text) {
        add(new Piece(out, text));
    }

    /** Writes a line for people to standard error. */
    void message(String line) {
        add(new Piece(err, HeaderLines.masked(line) + "\n"));
    }

    /** Writes to standard error unless too much waits already. */
    synchronized void progress(String text) {
        if (waiting.size() < MOST_WAITING) {
            add(new Piece(err, text));
        }
    }

    /** Writes a line for a server that reads the log, as it is. */
    void command(String line) {
        queue(new Piece(err, line + "\n"));
    }

    /** Writes a line for a server that reads the log behind the result, as it is. */
    void commandBehindResult(String line) {
        queue(new Piece(out, line + "\n"));
    }

    private synchronized void add(Piece piece) {
        queue(new Piece(piece.stream(), glyphs.apply(redactor.redact(piece.text()))));
    }

    private synchronized void queue(Piece piece) {
        waiting.add(piece);
        if (writer == null) {
            writer = new Thread(this::write, "promptmeter-console");
            writer.setDaemon(true);
            writer.start();
        }
        notifyAll();
    }

    private void write() {
        try {
            while (true) {
                Piece piece = next();
                // A PrintStream swallows what a closed pipe says, so a reader that left changes nothing.
                piece.stream().print(piece.text());
                piece.stream().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Piece next() throws InterruptedException {
        writing = false;
        notifyAll();
        while (waiting.isEmpty()) {
            wait();
        }
        writing = true;
        return waiting.remove();
    }

    /** Waits until everything has been written. */
    synchronized void flush() {
        try {
            while (writer != null && (writing || !waiting.isEmpty())) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits and ends its thread. */
    @Override
    public void close() {
        flush();
        Thread ending = writer;
        if (ending != null) {
            ending.interrupt();
        }
    }
}
