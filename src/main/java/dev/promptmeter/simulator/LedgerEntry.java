package dev.promptmeter.simulator;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What really happened to one request, stamped at the real reads and writes. Immutable.
 *
 * @param sequence number of the request in order of receipt, from 1
 * @param caller the connection and the client's own id
 * @param content what was asked; null if it was no readable chat completion
 * @param times when what happened
 * @param sent what left
 * @param tokens of the answer, as they really are
 * @param outcome how it ended
 * @param faults the faults applied, in the order of their stages, or the limit that refused it
 * @param early whether it came before the end of a wait that it had been told to make
 * @param bill what is charged
 */
public record LedgerEntry(
        long sequence,
        Caller caller,
        @Nullable Content content,
        Times times,
        Sent sent,
        Tokens tokens,
        Outcome outcome,
        List<String> faults,
        boolean early,
        Bill bill) {

    /** How a request ended. */
    public enum Outcome {
        /** The answer was sent to its end and is usable. */
        COMPLETE,
        /** A fault spoilt the answer or took its place. */
        FAULT,
        /** The client closed the connection before the end. */
        CLIENT_GONE,
        /** The request itself was refused: bad, unauthorised, unknown, or no slot free. */
        REFUSED
    }

    /**
     * Who asked.
     *
     * @param connection number of the connection, from 1
     * @param request number of the request on it, from 1
     * @param clientRequestId the header {@code x-client-request-id} if it is a valid one
     */
    public record Caller(
            long connection, long request, @Nullable String clientRequestId) {}

    /**
     * What was asked.
     *
     * @param key the request key in hexadecimal: SHA-256 over model, roles and texts
     * @param occurrence how many requests had this key so far, this one included
     */
    public record Content(Digest key, int occurrence, String model, boolean stream) {}

    /** A SHA-256 that takes little memory. */
    public record Digest(long first, long second, long third, long fourth) {

        static Digest of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
        }

        /** {@return 64 hexadecimal digits} */
        @Override
        public String toString() {
            HexFormat hex = HexFormat.of();
            return hex.toHexDigits(first) + hex.toHexDigits(second) + hex.toHexDigits(third) + hex.toHexDigits(fourth);
        }
    }

    /**
     * When, in nanoseconds since the simulator's origin; what never happened is null.
     *
     * @param firstReceived return of the read that brought the first byte
     * @param received return of the read that completed the request
     * @param queued time spent waiting for a slot
     * @param head before the write of the head
     * @param firstOutput before the write of the first event or body with text
     * @param lastByte after the write of the last byte
     * @param closed when the connection was done with it
     */
    public record Times(
            long firstReceived,
            long received,
            long queued,
            @Nullable Long head,
            @Nullable Long firstOutput,
            @Nullable Long lastByte,
            long closed) {}

    /**
     * What left.
     *
     * @param status of the head, or null if none was sent
     * @param events of a stream, the mark at its end included
     * @param clientGoneAtByte how much of the body was written when the client was found gone, or null if it stayed
     * @param text SHA-256 of the answer's text, or null if there is no answer
     * @param bytes SHA-256 of the body's bytes sent
     * @param written the instants of each event, or null if not kept
     */
    public record Sent(
            @Nullable Integer status,
            long bodyBytes,
            int events,
            @Nullable Long clientGoneAtByte,
            @Nullable Digest text,
            @Nullable Digest bytes,
            @Nullable Events written) {}

    /** The instants of each event in turn: planned, before and after the write, and its tokens. */
    public record Events(List<Long> due, List<Long> before, List<Long> after, List<Integer> tokens) {

        /** Copies the lists. */
        public Events {
            due = List.copyOf(due);
            before = List.copyOf(before);
            after = List.copyOf(after);
            tokens = List.copyOf(tokens);
        }
    }

    /** Tokens as they really are; {@code completion} includes {@code reasoning} and counts all choices. */
    public record Tokens(int prompt, int completion, int cached, int reasoning) {}

    /**
     * What is charged.
     *
     * @param extent {@code full}, {@code generated} or {@code none}
     */
    public record Bill(String extent, long picodollars) {}

    /** Copies the list of faults. */
    public LedgerEntry {
        faults = List.copyOf(faults);
    }

    /** {@return the client's own id of the request, or null if it sent no valid one} */
    public @Nullable String clientRequestId() {
        return caller.clientRequestId();
    }

    /** {@return the status sent, or null if no head left} */
    public @Nullable Integer status() {
        return sent.status();
    }

    /** {@return what is charged, in 10^-12 USD} */
    public long billedPicodollars() {
        return bill.picodollars();
    }

    /** {@return whether a chat completion was answered to its end and usably} */
    public boolean answered() {
        return outcome == Outcome.COMPLETE && content != null;
    }
}
