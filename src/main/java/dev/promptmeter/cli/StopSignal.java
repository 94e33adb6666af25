package dev.promptmeter.cli;

import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.run.Stop;
import java.time.Duration;

/** A signal that ends a run. */
enum StopSignal {
    /** Ctrl-C. */
    INT(Stop.Cause.INTERRUPT, ExitCode.INTERRUPTED, Duration.ofSeconds(10), "stopped by Ctrl-C"),
    /** A polite end. */
    TERM(Stop.Cause.TERMINATE, ExitCode.TERMINATED, Duration.ofSeconds(5), "stopped by SIGTERM"),
    /** The terminal is gone. */
    HUP(Stop.Cause.HANGUP, ExitCode.HANGUP, Duration.ofSeconds(5), "stopped by SIGHUP");

    private final Stop.Cause cause;
    private final ExitCode exitCode;
    private final Duration patience;
    private final String text;

    StopSignal(Stop.Cause cause, ExitCode exitCode, Duration patience, String text) {
        this.cause = cause;
        this.exitCode = exitCode;
        this.patience = patience;
        this.text = text;
    }

    /** {@return why the run ends} */
    Stop stop() {
        return new Stop(cause, text);
    }

    /** {@return how the program ends} */
    ExitCode exit() {
        return exitCode;
    }

    /** {@return what the program ends with} */
    int exitCode() {
        return exitCode.number();
    }

    /** {@return how long requests in flight are waited for} */
    Duration patience() {
        return patience;
    }
}
