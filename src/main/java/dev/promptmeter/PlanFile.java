package dev.promptmeter;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.PlannedStarts;
import dev.promptmeter.run.RunPlan;
import java.io.IOException;

/** The planned starts of an open loop, as a file for whoever wants to look at it: the opening note is enough to make it again. */
record PlanFile(RunPlan plan) {

    private static final String NAME = "plan.csv";

    /** {@return that manifest, with what the starts are made from; unchanged for a closed loop} */
    Manifest stated(Manifest manifest) {
        return plan.load() instanceof Load.Open open
                ? manifest.stating(open.arrivals().facts(PlannedStarts.sha256(plan, open.arrivals())))
                : manifest;
    }

    /**
     * Writes it into the folder; nothing for a closed loop.
     *
     * @throws StorageException if that cannot be done
     */
    void write(RunFolder folder) {
        if (plan.load() instanceof Load.Open open) {
            try {
                folder.write(NAME, out -> PlannedStarts.write(plan, open.arrivals(), out));
            } catch (IOException e) {
                throw StorageException.unwritable(folder.path().resolve(NAME), e, "");
            }
        }
    }

    /**
     * Writes into the folder what that run, whose answers are judged once more, has of it; nothing if it has none.
     *
     * @throws StorageException if that cannot be done
     */
    static void copy(StoredRun source, RunFolder folder) {
        try {
            source.copy(NAME, folder);
        } catch (IOException e) {
            throw StorageException.unwritable(folder.path().resolve(NAME), e, "");
        }
    }
}
