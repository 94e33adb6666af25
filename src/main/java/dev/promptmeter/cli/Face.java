package dev.promptmeter.cli;

import java.util.List;

/** How a run is shown while it runs. Used by one thread at a time. */
interface Face {

    /** Shows nothing. */
    Face NONE = new Face() {
        @Override
        public String begin() {
            return "";
        }

        @Override
        public String show(List<String> news, ProgressState state, long elapsedNanos) {
            return "";
        }

        @Override
        public String end() {
            return "";
        }
    };

    /** {@return the text that begins it} */
    String begin();

    /** {@return the text for news, oldest first, and for how far the run is} */
    String show(List<String> news, ProgressState state, long elapsedNanos);

    /** {@return the text that ends it} */
    String end();
}
