package dev.promptmeter.summary;

import dev.promptmeter.stats.Repeats;
import dev.promptmeter.stats.VarianceSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What repeats of cases show together. Cases that came to the same are counted, so that few numbers are held. Not thread-safe. */
final class RepeatTally {

    private static final int LISTED = 100;
    private static final int[] USUAL = {2, 3, 5, 10, 20, 50, 100, 200, 500, 1000};

    private final int repeat;
    private final SortedMap<Integer, MeanTally> any = new TreeMap<>();
    private final SortedMap<Integer, MeanTally> all = new TreeMap<>();
    private final MeanTally flips = new MeanTally();
    private final Map<Repeats, Long> cases = new HashMap<>();
    private final TreeSet<FlakyCase> flakiest = new TreeSet<>(FlakyCase.FLAKIEST_FIRST);

    RepeatTally(int repeat) {
        this.repeat = repeat;
        IntStream.concat(IntStream.of(USUAL), IntStream.of(repeat))
                .filter(k -> 1 < k && k <= repeat)
                .forEach(k -> {
                    any.put(k, new MeanTally());
                    all.put(k, new MeanTally());
                });
    }

    void add(Finished finished) {
        CaseShare share = finished.share();
        if (repeat == 1 || share.judged() == 0) {
            return;
        }
        var repeats = new Repeats(share.passed(), share.judged());
        cases.merge(repeats, 1L, Long::sum);
        int unit = finished.unit();
        any.forEach((k, mean) -> add(mean, repeats.passAtK(k), unit));
        all.forEach((k, mean) -> add(mean, repeats.passHatK(k), unit));
        add(flips, repeats.flipRate(), unit);
        if (share.flaky()) {
            list(new FlakyCase(finished.id(), repeats));
        }
    }

    private static void add(MeanTally mean, OptionalDouble value, int unit) {
        if (value.isPresent()) {
            mean.add(value.getAsDouble(), unit);
        }
    }

    private void list(FlakyCase flaky) {
        flakiest.add(flaky);
        if (flakiest.size() > LISTED) {
            flakiest.pollLast();
        }
    }

    private List<MeanTally> means() {
        List<MeanTally> means = new ArrayList<>(any.values());
        means.addAll(all.values());
        means.add(flips);
        return means;
    }

    void close(int unit) {
        means().forEach(mean -> mean.close(unit));
    }

    void merge(RepeatTally other, IntUnaryOperator units) {
        List<MeanTally> theirs = other.means();
        List<MeanTally> ours = means();
        for (int i = 0; i < ours.size(); i++) {
            ours.get(i).merge(theirs.get(i), units);
        }
        other.cases.forEach((repeats, count) -> cases.merge(repeats, count, Long::sum));
        other.flakiest.forEach(this::list);
    }

    /** Cases with fewer answers than a figure needs are left out of it, and of its n. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        if (repeat > 1) {
            any.forEach((k, mean) -> figures.add(mean.mean("pass@" + k, Unit.SHARE)));
            all.forEach((k, mean) -> figures.add(mean.mean("pass^" + k, Unit.SHARE)));
            figures.add(flips.mean("flipRate", Unit.SHARE));
        }
        return figures;
    }

    /** {@return the rest of what they show; null if every case was asked once} */
    @Nullable
    Reruns reruns() {
        if (repeat == 1) {
            return null;
        }
        return new Reruns(
                List.copyOf(flakiest),
                Repeats.flakeRateOfCounted(cases),
                VarianceSplit.ofCounted(cases).orElse(null),
                cases.keySet().stream().mapToInt(Repeats::n).min().orElse(0),
                cases.keySet().stream().mapToInt(Repeats::n).max().orElse(0));
    }
}
