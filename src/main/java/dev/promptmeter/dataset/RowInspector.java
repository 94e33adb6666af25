package dev.promptmeter.dataset;

import java.util.List;

/** Looks at each row of the first pass, before anything is sent: compiles checks, renders templates, counts. */
@FunctionalInterface
public interface RowInspector {

    /** {@return what is wrong with the row, or warnings about it; usually empty} */
    List<Problem> inspect(Row row);
}
