package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.report.Reports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Writes the derived files of a run side by side: each reads the same results and none waits for another. */
final class ReportFiles {

    private static final int MOST_AT_ONCE = 4;

    private final Promptmeter program;
    private final FinishedRun run;

    ReportFiles(Promptmeter program, FinishedRun run) {
        this.program = program;
        this.run = run;
    }

    /**
     * {@return the names of the files, in the order of the formats}
     *
     * @throws CliException if there is no such format; nothing is written then
     * @throws dev.promptmeter.archive.StorageException if a file cannot be written; those that can are
     */
    List<String> write(List<String> formats) throws IOException {
        List<Reports.Entry> entries = formats.stream().map(ReportFiles::entry).toList();
        int threads = Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "promptmeter-report");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return awaitAll(entries.stream()
                    .map(entry -> pool.submit(() -> program.report(run, entry)))
                    .toList());
        } finally {
            pool.shutdown();
        }
    }

    /** To the last one, whatever became of the others: the process may end then, and would leave a part behind. */
    private static List<String> awaitAll(List<Future<List<String>>> files) throws IOException {
        List<String> names = new ArrayList<>();
        Throwable first = null;
        for (Future<List<String>> each : files) {
            Throwable cause = await(each, names);
            first = first == null ? cause : first;
        }
        if (first != null) {
            rethrow(first);
        }
        return names;
    }

    private static Reports.Entry entry(String format) {
        return Reports.named(format)
                .orElseThrow(() -> new CliException(
                        "PM-1003",
                        "there is no report '" + format + "': "
                                + Reports.all().stream()
                                        .map(Reports.Entry::name)
                                        .toList()));
    }

    /** {@return what it failed of, or null; a signal may interrupt whoever waits, but a file that was begun is finished} */
    private static @Nullable Throwable await(Future<List<String>> written, List<String> names) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    names.addAll(written.get());
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void rethrow(Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }
}
