package dev.promptmeter.bars;

import java.io.IOException;
import java.util.List;

/** Bars that are measured together. */
interface Bar {

    /** {@return one for each line of the table} */
    List<Definition> definitions();

    /**
     * {@return what came of each, in that order}
     *
     * @throws IOException if something could not be run
     */
    List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException;
}
