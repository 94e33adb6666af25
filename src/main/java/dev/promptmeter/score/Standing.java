package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of answers that were compared with each other: 1 for a win, half a point for a tie. Not thread-safe. */
final class Standing {

    private final double[] points;
    private final List<Compared> compared = new ArrayList<>();
    private @Nullable Ruling undecided;

    /** Two places, the lower one first. */
    record Pair(int first, int second) {}

    /**
     * What a judge says of two answers.
     *
     * @param there with the first shown first
     * @param back with the second shown first, as seen from the first
     */
    private record Compared(Pair pair, Preference there, Preference back, String reason) {

        boolean changed() {
            return there != back;
        }
    }

    Standing(int answers) {
        this.points = new double[answers];
    }

    /** Both show the same text. */
    void tied(Pair pair) {
        points[pair.first()] += 0.5;
        points[pair.second()] += 0.5;
    }

    /** A judge was asked in both orders; a win that does not stand in both is a tie. */
    void compared(Pair pair, Ruling first, Ruling second) {
        if (!(first instanceof Ruling.Given there)) {
            undecided = undecided == null ? first : undecided;
        } else if (!(second instanceof Ruling.Given back)) {
            undecided = undecided == null ? second : undecided;
        } else {
            String reason =
                    there.replies().isEmpty() ? "" : there.replies().get(0).reason();
            count(new Compared(pair, Preference.of(there), Preference.of(back).turned(), reason));
        }
    }

    private void count(Compared each) {
        compared.add(each);
        if (each.changed() || each.there() == Preference.TIE) {
            tied(each.pair());
        } else {
            points[
                    each.there() == Preference.FIRST
                            ? each.pair().first()
                            : each.pair().second()]++;
        }
    }

    /** {@return the score of the answer at that place: its share of the points it could have; none if a comparison is missing} */
    Score score(int place) {
        if (undecided instanceof Ruling.Missing missing) {
            return new Score.Unscored(Excerpt.limit(Excerpt.visible(missing.reason()), Excerpt.REASON), missing.kind());
        }
        if (undecided != null) {
            return new Score.Skipped("the verdict is certain without the judge");
        }
        double most = Arrays.stream(points).max().orElseThrow();
        int possible = points.length - 1;
        boolean passed = points[place] >= most;
        String own = Figure.plain(points[place]) + " of " + possible + (possible == 1 ? " point" : " points");
        String reason = passed
                ? own + ", none of " + points.length + " answers has more"
                : own + ", the best of " + points.length + " answers has " + Figure.plain(most) + lost(place);
        return new Score.Graded(points[place] / possible, passed, reason);
    }

    /** In the judge's own words, where one beat it. */
    private String lost(int place) {
        return compared.stream()
                .filter(each -> !each.changed())
                .filter(each -> each.there() == Preference.FIRST && each.pair().second() == place
                        || each.there() == Preference.SECOND && each.pair().first() == place)
                .findFirst()
                .map(each -> ": " + Excerpt.visible(each.reason()))
                .orElse("");
    }

    /** {@return how far the order decided about the pairs in which that place is the lower one, so that each is counted once} */
    OrderEffect effect(int place) {
        if (undecided != null) {
            return OrderEffect.NONE;
        }
        List<Compared> own =
                compared.stream().filter(each -> each.pair().first() == place).toList();
        return new OrderEffect(
                own.size(), own.stream().filter(Compared::changed).count());
    }
}
