package dev.promptmeter.summary;

import dev.promptmeter.dataset.Row;

/**
 * Which answers of a run belong together: the repeats of a case, the cases of a row, and the rows that a dataset says are one unit.
 *
 * @param kinship whether any do
 * @param cases how many cases are made of a row
 */
public record Units(Kinship kinship, CasesOfRow cases) {

    /** Whether any answers belong together. */
    public enum Kinship {
        /** One answer to each row, and no two rows belong together. */
        NONE,
        /** Some do. */
        SOME
    }

    /** Tells how many cases a run makes of a row. */
    @FunctionalInterface
    public interface CasesOfRow {

        /** {@return how many cases that row of that dataset has, at least 1} */
        int count(String dataset, Row row);
    }

    /** {@return the units where every row has so many cases, and no column names a coarser one} */
    public static Units ofWholeRows(int cases, int repeat) {
        return new Units(cases * repeat == 1 ? Kinship.NONE : Kinship.SOME, (dataset, row) -> cases);
    }
}
