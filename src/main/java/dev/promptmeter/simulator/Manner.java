package dev.promptmeter.simulator;

import java.io.IOException;

/** How a connection treats what comes in, where that is not the usual way. Confined to the loop's thread. */
interface Manner {

    /** {@return how many bytes may be read at a time} */
    default int most() {
        return Integer.MAX_VALUE;
    }

    /** Some bytes came in. {@return whether they are read as part of a request} */
    boolean admits(Connection connection, int bytes) throws IOException;

    /** {@return a manner that answers whatever comes with these bytes and leaves} */
    static Manner saying(byte[] answer) {
        return (connection, bytes) -> {
            connection.say(answer);
            return false;
        };
    }

    /** {@return a manner that reads and never answers} */
    static Manner silent() {
        return (connection, bytes) -> false;
    }

    /** {@return a manner that closes as soon as something comes} */
    static Manner closing() {
        return (connection, bytes) -> {
            connection.lost();
            return false;
        };
    }

    /** {@return a manner that reads so many bytes a second} */
    static Manner slow(int perSecond) {
        return new Manner() {
            @Override
            public int most() {
                return Math.max(1, perSecond / 50);
            }

            @Override
            public boolean admits(Connection connection, int bytes) {
                connection.restFor(bytes * 1_000_000_000L / perSecond);
                return true;
            }
        };
    }
}
