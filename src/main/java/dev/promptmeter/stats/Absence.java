package dev.promptmeter.stats;

/** Why a figure, or one end of its interval, is absent. The names are written to the reports as they stand. */
public enum Absence {
    /** Nothing was counted. */
    NO_DATA,
    /** Fewer values than the figure, or the gate on it, needs. */
    TOO_FEW,
    /** Fewer than 20 cases or clusters for an approximate method. */
    FEW_CASES,
    /** A single value: no spread can be estimated. */
    ONE_VALUE,
    /** A single cluster: no spread between clusters can be estimated. */
    ONE_CLUSTER,
    /** No observation is extreme enough to end the interval for so few values. */
    OPEN_END,
    /** The quantile falls among timeouts. */
    CENSORED,
    /** A ratio to a baseline of 0. */
    ZERO_BASE,
    /** The baseline was measured in another way. */
    NOT_COMPARABLE,
    /** Cases that ended in an error could change the verdict. */
    MISSING,
    /** The baseline does not hold what the method needs. */
    BASELINE_LACKS_DATA,
    /** The measurement itself is invalid for this family of figures. */
    MEASUREMENT,
    /** The cost of at least one case is unknown. */
    COST_UNKNOWN
}
