package dev.promptmeter.archive;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process of its own that tries to write each run folder that it is told. It says {@code got} and keeps the folder until it reads
 * another line, or says why it did not get it.
 */
final class LockRacer {

    private LockRacer() {}

    public static void main(String... args) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String folder = orders.readLine(); folder != null; folder = orders.readLine()) {
            race(Path.of(folder), orders);
        }
    }

    private static void race(Path folder, BufferedReader orders) throws Exception {
        var writing = new RunFolder.Writing(Redactor.NONE, 16, Fsync.GROUP, cause -> {});
        Manifest manifest =
                Recordings.manifest(TestPlan.asking(new ScriptedEndpoint()).rows(1));
        try (RunFolder open = RunFolder.open(folder);
                Journal journal = open.resume(manifest, writing)) {
            System.out.println("got " + journal.sound());
            orders.readLine();
        } catch (StorageException e) {
            System.out.println(e.code() + " " + e.getMessage());
            orders.readLine();
        }
    }
}
