package dev.promptmeter.cli;

import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetFile;
import dev.promptmeter.suite.ScannedSuite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A copy of a CSV dataset with its ids written out, so that rows keep them when their text changes. */
final class IdsFile {

    static final Flag FLAG = Flag.value(
            "--write-ids", "FILE", "write a copy of the CSV with its ids in a column __id; no other byte changes");

    private IdsFile() {}

    /** Writes the copy of the only dataset there is. */
    static void write(ScannedSuite scanned, Path file) throws IOException {
        if (scanned.datasets().size() != 1) {
            throw new CliException(
                    "PM-1005",
                    "'--write-ids' copies one dataset and here are "
                            + scanned.datasets().size() + ": promptmeter validate DATA.csv --write-ids FILE");
        }
        Dataset only = scanned.datasets().values().iterator().next();
        if (!(only instanceof DatasetFile dataset) || !dataset.lacksIds()) {
            throw new CliException(
                    "PM-1005",
                    "'--write-ids' is for a CSV without ids: " + only.info().file() + " needs none");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CliException("PM-1011", file + " exists; nothing was overwritten");
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            dataset.copyWithIds(out);
        }
    }
}
