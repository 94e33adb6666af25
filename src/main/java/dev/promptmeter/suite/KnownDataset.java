package dev.promptmeter.suite;

import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.RowReader;

/** A dataset of which only its description is at hand: enough to read a run that is over, and not to ask anything. */
record KnownDataset(DatasetInfo info) implements Dataset {

    @Override
    public RowReader open() {
        throw new IllegalStateException("the rows of " + info.id() + " are not at hand");
    }
}
