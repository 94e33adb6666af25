package dev.promptmeter.cli;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of the log of a CI server that can be folded away, and in which no line is taken for a command. */
final class LogBlock {

    /** Where there is no such log. */
    static final LogBlock NONE = new LogBlock(null, "");

    private final @Nullable Console console;
    private final String token;

    private LogBlock(@Nullable Console console, String token) {
        this.console = console;
        this.token = token;
    }

    /** {@return a block with a title of our own words; nothing at all where nobody obeys lines} */
    static LogBlock begin(Session session, String title) {
        if (!CiLog.obeys(session.environment())) {
            return NONE;
        }
        String token = UUID.randomUUID().toString();
        session.console().command("::group::" + title);
        session.console().command("::stop-commands::" + token);
        return new LogBlock(session.console(), token);
    }

    /** Ends it. */
    void close() {
        Optional.ofNullable(console).ifPresent(log -> {
            log.command("::" + token + "::");
            log.command("::endgroup::");
        });
    }
}
