package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Reports as text, for tests. */
final class Rendered {

    private Rendered() {}

    static String text(Report report, FinishedRun run) {
        var out = new StringWriter();
        try {
            report.write(run, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
