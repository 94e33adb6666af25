/**
 * What tokens cost, and who says so. Start with {@link dev.promptmeter.cost.PriceList}.
 *
 * <p>Money is a whole number of picodollars; an unknown cost is a value of its own and never zero.
 */
@NullMarked
package dev.promptmeter.cost;

import org.jspecify.annotations.NullMarked;
