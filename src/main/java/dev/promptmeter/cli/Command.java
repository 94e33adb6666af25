package dev.promptmeter.cli;

import java.io.IOException;
import java.util.List;

/** One command: what it is called, which flags it takes, and what it does. Stateless. */
interface Command {

    /** {@return the word that calls it} */
    String name();

    /** {@return one line about it} */
    String summary();

    /** {@return what may stand behind the flags, such as {@code [SUITE…]}; empty for nothing} */
    String words();

    /** {@return its flags by group} */
    List<Topic> topics();

    /** {@return command lines worth copying, each with a comment behind it or none} */
    List<String> examples();

    /**
     * Does it.
     *
     * @return the exit code
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the calling thread was interrupted
     */
    int run(Session session, Given given) throws IOException, InterruptedException;
}
