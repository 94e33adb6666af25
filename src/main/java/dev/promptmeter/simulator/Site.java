package dev.promptmeter.simulator;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What an effect may know and do beyond the one answer it changes. Confined to the loop's thread. */
interface Site {

    /** Nothing but the answer. */
    Site NONE = new Site() {

        @Override
        public URI otherPort() {
            return URI.create("http://127.0.0.1:9/");
        }

        @Override
        public void freeze(long nanos) {
            // Nothing stands still where nothing runs.
        }

        @Override
        public @Nullable Stranger stranger(@Nullable String ownId) {
            return null;
        }
    };

    /** Another request in flight: its id, and what is said to it. */
    record Stranger(String clientRequestId, String text) {}

    /** {@return where a second listener counts what it receives; opened when it is first asked for} */
    URI otherPort();

    /** Lets the whole simulator stand still for so long, from the next turn of the loop on. */
    void freeze(long nanos);

    /** {@return a request in flight with another id than this, or null if there is none} */
    @Nullable
    Stranger stranger(@Nullable String ownId);
}
