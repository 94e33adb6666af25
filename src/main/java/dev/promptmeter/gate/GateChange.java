package dev.promptmeter.gate;

import dev.promptmeter.compare.FigureChange.Scale;
import org.jspecify.annotations.Nullable;

/**
 * How the figure of a gate changed since the baseline, over the cases that both have.
 *
 * @param baseline the baseline's figure; null if it is not known
 * @param scale how the size of the change is given
 * @param size of the change; null if it is not known
 * @param flips cases that changed sides; null where a case is more than a yes or a no
 * @param outlook what more cases would tell; null where that is not reckoned
 */
public record GateChange(
        @Nullable Double baseline,
        Scale scale,
        @Nullable Double size,
        @Nullable Flips flips,
        @Nullable Outlook outlook) {

    /**
     * Cases that changed sides.
     *
     * @param improved how many changed to the side that the gate wants
     * @param worsened how many changed to the other
     * @param n how many cases there are in all
     */
    public record Flips(int improved, int worsened, int n) {

        /** {@return the share of cases that changed sides, 0 to 1} */
        public double discordance() {
            return (double) (improved + worsened) / n;
        }
    }

    /**
     * What more cases would tell, and how often the gate errs if nothing changes; all at the share of flips that was seen.
     *
     * @param casesNeeded cases for PASS with 80 % power if nothing changed; null if no number is enough
     * @param detectable how far beyond the margin a true drop is found with 80 % power, as a share
     * @param forecastFail the chance of FAIL, 0 to 1, if nothing changed
     * @param quietMargin the smallest margin with a chance of 1 % or less, as a share; null if the gate's own has it, or none does
     */
    public record Outlook(
            @Nullable Long casesNeeded,
            double detectable,
            double forecastFail,
            @Nullable Double quietMargin) {}

    /** {@return a change of an amount, as a factor} */
    static GateChange ratio(@Nullable Double baseline, @Nullable Double size) {
        return new GateChange(baseline, Scale.RATIO, size, null, null);
    }
}
