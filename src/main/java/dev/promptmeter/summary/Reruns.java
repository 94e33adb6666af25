package dev.promptmeter.summary;

import dev.promptmeter.stats.VarianceSplit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What asking every case several times showed, besides the figures named {@code pass@k}, {@code pass^k} and {@code flipRate}.
 *
 * @param flakiest the cases that flip most, at most a hundred
 * @param flakeRate the chance, 0 to 1, that one case or more fails in the next run although nothing changed
 * @param split how much of the spread lies within cases; null unless all have equally many judged answers, at least two
 * @param fewest judged answers of a case that has any; 0 if none has
 * @param most judged answers of a case
 */
public record Reruns(
        List<FlakyCase> flakiest,
        double flakeRate,
        @Nullable VarianceSplit split,
        int fewest,
        int most) {

    private static final int LARGEST_RATIO = 2;

    /** Copies the list. */
    public Reruns {
        flakiest = List.copyOf(flakiest);
    }

    /** {@return whether some cases have so many more answers than others that it should be said} */
    public boolean unequal() {
        return most > LARGEST_RATIO * fewest;
    }
}
