package dev.promptmeter.summary;

/**
 * How many of each there were. Repeats are counted one by one; {@code cases} and {@code flaky} count cases.
 *
 * @param cases planned cases that have at least one result
 * @param repeats results: pass + fail + error + skip
 * @param pass repeats with that verdict
 * @param fail repeats with that verdict
 * @param error repeats with that verdict
 * @param skip repeats with that verdict
 * @param flaky cases with both passed and failed repeats
 * @param cached repeats answered from the cache
 * @param attempts HTTP tries
 * @param retries tries after the first of a repeat
 * @param retried repeats with more than one try
 * @param maybeBilled tries that may have been billed without a usable answer
 * @param retriedPass repeats that passed after more than one try
 * @param retriedFail repeats that failed after more than one try
 * @param duplicatePrompts cases with a time whose first repeat sent an endpoint the bytes that an earlier case of the run had sent it too;
 *     repeats of one case are no duplicates, and where parts of a run are merged each part counts its own
 */
public record Counts(
        long cases,
        long repeats,
        long pass,
        long fail,
        long error,
        long skip,
        long flaky,
        long cached,
        long attempts,
        long retries,
        long retried,
        long maybeBilled,
        long retriedPass,
        long retriedFail,
        long duplicatePrompts) {

    /** {@return repeats that have a verdict on an answer} */
    public long judged() {
        return pass + fail;
    }
}
