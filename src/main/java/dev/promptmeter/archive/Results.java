package dev.promptmeter.archive;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.ResultSource;
import java.util.function.Consumer;

/** All results of a run in dataset order, read from its journal as often as needed. */
public interface Results extends ResultSource {

    /** Gives each result once, in the order dataset, row, prompt, model, repeat. */
    @Override
    void forEach(Consumer<CaseResult> reader);

    /** {@return how many blocks there are: each holds all results of some rows, and they follow one another in the same order} */
    default int blocks() {
        return 1;
    }

    /** Gives the results of that block alone, counted from 0: who needs but a part of many need not read them all. */
    default void forEachOf(int block, Consumer<CaseResult> reader) {
        forEach(reader);
    }
}
