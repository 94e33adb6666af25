package dev.promptmeter.archive;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.nio.file.Path;

/** A process of its own that wants to write a run folder: says why it may not and ends with 5. */
final class SecondWriter {

    private SecondWriter() {}

    public static void main(String... args) throws Exception {
        try (RunFolder folder = RunFolder.open(Path.of(args[0]))) {
            var writing = new RunFolder.Writing(Redactor.NONE, 16, Fsync.GROUP, cause -> {});
            folder.resume(
                            Recordings.manifest(
                                    TestPlan.asking(new ScriptedEndpoint()).rows(1)),
                            writing)
                    .close();
        } catch (StorageException e) {
            System.out.println(e.code() + " " + e.getMessage());
            System.exit(5);
        }
    }
}
