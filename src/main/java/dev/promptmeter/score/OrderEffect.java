package dev.promptmeter.score;

/**
 * How far the order in which two answers were shown decided which one a judge found better.
 *
 * @param pairs that were shown in both orders
 * @param changed those of them about which the judge said something else in the other order
 */
public record OrderEffect(long pairs, long changed) {

    /** No two answers were compared. */
    public static final OrderEffect NONE = new OrderEffect(0, 0);

    /** Refuses counts that cannot be. */
    public OrderEffect {
        if (changed < 0 || changed > pairs) {
            throw new IllegalArgumentException(changed + " of " + pairs + " pairs changed");
        }
    }

    /** {@return both together} */
    public OrderEffect plus(OrderEffect other) {
        return new OrderEffect(Math.addExact(pairs, other.pairs), Math.addExact(changed, other.changed));
    }
}
