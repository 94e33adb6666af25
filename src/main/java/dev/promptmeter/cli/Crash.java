package dev.promptmeter.cli;

import dev.promptmeter.archive.RunLog;
import dev.promptmeter.chat.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A broken promise of ours. */
final class Crash {

    private static final int ID = 8;

    private Crash() {}

    /** {@return a name for one fault, to be found in a log} */
    static String newId() {
        return UUID.randomUUID().toString().substring(0, ID);
    }

    /** {@return the fault with its whole stack, for a log and never for a console} */
    static String text(String id, Throwable cause) {
        StringWriter stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        return "internal error " + id + "\n" + stack;
    }

    /** Says of a thread of ours that broke what broke it, without a key and without the frames of others. */
    static void uncaught(Console console, Throwable cause) {
        if (Faults.isOutOfMemory(cause)) {
            console.message(Faults.outOfMemory("").text());
            return;
        }
        StringBuilder said = new StringBuilder("internal error " + newId() + ": " + cause);
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.promptmeter.")) {
                said.append("\n  in ").append(frame);
            }
        }
        console.message(said.toString());
    }

    /** {@return where the stack of a fault outside of any run was written, for people} */
    static String logged(String id, Throwable cause, Redactor redactor) {
        try {
            Path folder = Files.createTempDirectory("promptmeter-");
            RunLog log = new RunLog(folder, redactor);
            log.add(text(id, cause));
            return log.file().toString();
        } catch (IOException e) {
            return cause.getClass().getName();
        }
    }
}
