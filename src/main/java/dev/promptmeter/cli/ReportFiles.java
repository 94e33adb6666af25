package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.report.Reports;
import java.io.IOException;
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
            awaitAll(entries.stream()
                    .map(entry -> pool.<Void>submit(() -> {
                        program.report(run, entry.fileName(), entry.report());
                        return null;
                    }))
                    .toList());
        } finally {
            pool.shutdown();
        }
        return entries.stream().map(Reports.Entry::fileName).toList();
    }

    /** To the last one, whatever became of the others: the process may end then, and would leave a part behind. */
    private static void awaitAll(List<Future<Void>> files) throws IOException {
        Throwable first = null;
        for (Future<Void> each : files) {
            Throwable cause = await(each);
            first = first == null ? cause : first;
        }
        if (first != null) {
            rethrow(first);
        }
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
    private static @Nullable Throwable await(Future<Void> written) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    written.get();
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
