package dev.promptmeter.dataset;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each row its id. One object lives through the first pass; what the second needs of it is {@link #settled()}. */
sealed interface RowIds permits ExplicitIds, ContentIds {

    /** {@return the id of the next row of the first pass, or null if it has none, which was reported} */
    @Nullable
    String claim(RowCells cells, Map<String, String> vars);

    /** {@return how to find the same ids again} */
    Settled settled();

    /** Finds the id of a row of the second pass. */
    @FunctionalInterface
    interface Settled {

        /** {@return the id of the row with this number, from 0} */
        String again(int row, RowCells cells, Map<String, String> vars);
    }
}
