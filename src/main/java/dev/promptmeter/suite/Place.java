package dev.promptmeter.suite;

import dev.promptmeter.dataset.Source;

/**
 * Where a value was written, and who put it into force.
 *
 * @param source file and position; {@link Source#NOWHERE} for a flag
 * @param origin such as {@code suite:31}, {@code profile smoke}, {@code flag --repeat}
 */
record Place(Source source, String origin) {

    static Place inFile(String file, int line, int column) {
        return new Place(new Source(file, line, column), "suite:" + line);
    }

    static Place flag(String flag) {
        return new Place(Source.NOWHERE, "flag " + flag);
    }

    /** {@return the place of what a run without a suite file implies} */
    static Place direct() {
        return new Place(Source.NOWHERE, "direct mode");
    }

    Place by(String otherOrigin) {
        return new Place(source, otherOrigin);
    }
}
