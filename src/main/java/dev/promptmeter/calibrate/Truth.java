package dev.promptmeter.calibrate;

import java.io.IOException;
import java.net.URI;

/** A simulator that tells what it really did. Used by one thread. */
public interface Truth {

    /** {@return where it answers chat requests, up to and with {@code /v1}} */
    URI baseUri();

    /** {@return one look at its clock, between two looks at ours} */
    ClockReading clock() throws IOException;

    /** Makes it forget every request that it has answered. */
    void forget() throws IOException;

    /** {@return the requests that it has answered since, as lines of JSON} */
    String ledger() throws IOException;

    /** {@return what they add up to, as one JSON object} */
    String summary() throws IOException;

    /** Changes its delays, as one JSON object of its own settings. */
    void configure(String settings) throws IOException;
}
