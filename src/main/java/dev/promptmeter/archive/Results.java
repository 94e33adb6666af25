package dev.promptmeter.archive;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.ResultSource;
import java.util.function.Consumer;

/** All results of a run in dataset order, read from its journal as often as needed. */
public interface Results extends ResultSource {

    /** Gives each result once, in the order dataset, row, prompt, model, repeat. */
    @Override
    void forEach(Consumer<CaseResult> reader);
}
