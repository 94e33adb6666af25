package dev.promptmeter.compare;

import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.McNemar;
import dev.promptmeter.stats.PairedPasses;

/**
 * Cases that passed or failed, one answer each: McNemar's mid-p finds the word, Tango's interval the size.
 *
 * @param improved failed in the baseline and pass now
 * @param worsened passed in the baseline and fail now
 * @param n pairs in all
 */
record FlipMethod(int improved, int worsened, int n) implements PairedMethod {

    private static final double CONFIDENCE = 0.95;

    /** Even if all of them flip one way, the mid-p-value of fewer pairs stays above 0.05. */
    private static final int FEWEST_TO_TELL = 5;

    static FlipMethod of(PairedValues values) {
        int improved = 0;
        int worsened = 0;
        for (PairedValues.Value value : values.complete()) {
            improved += value.difference() > 0 ? 1 : 0;
            worsened += value.difference() < 0 ? 1 : 0;
        }
        return new FlipMethod(improved, worsened, values.complete().size());
    }

    @Override
    public Finding with(int more, int fewer) {
        var pairs = new PairedPasses(improved + more, worsened + fewer, (long) n + more + fewer);
        double p = new McNemar(improved + more, worsened + fewer).mid();
        ChangeWord word = word(pairs, p);
        return new Finding(
                Scale.DIFFERENCE,
                pairs.difference().orElseThrow(),
                pairs.tango(CONFIDENCE),
                p,
                word,
                word == ChangeWord.NOT_ENOUGH_DATA ? Absence.FEW_CASES : null,
                "paired.tangoCi");
    }

    private static ChangeWord word(PairedPasses pairs, double p) {
        if (p <= ALPHA) {
            return pairs.improved() > pairs.worsened() ? ChangeWord.IMPROVED : ChangeWord.REGRESSED;
        }
        boolean flipped = pairs.improved() + pairs.worsened() > 0;
        return flipped && pairs.n() < FEWEST_TO_TELL ? ChangeWord.NOT_ENOUGH_DATA : ChangeWord.NO_CHANGE_DETECTED;
    }
}
