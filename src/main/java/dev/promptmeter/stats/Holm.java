package dev.promptmeter.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps the chance of any false FAIL among several gates at the error of one (Holm 1979). */
public final class Holm {

    private Holm() {}

    /**
     * {@return the same p-values raised for their number, each 0 to 1, in the order given}
     *
     * @throws IllegalArgumentException if one is not a number from 0 to 1
     */
    public static List<Double> adjusted(List<Double> pValues) {
        int count = pValues.size();
        List<Integer> rising = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(pValues::get))
                .toList();
        List<Double> adjusted = new ArrayList<>(pValues);
        double highest = 0;
        for (int rank = 0; rank < count; rank++) {
            double p = Evidence.requireProbability(pValues.get(rising.get(rank)));
            highest = Math.max(highest, Math.min(1, (count - rank) * p));
            adjusted.set(rising.get(rank), highest);
        }
        return List.copyOf(adjusted);
    }

    /** {@return the evidence of the gates of one family with the FAIL side adjusted; the PASS side needs no adjustment} */
    public static List<Evidence> family(List<Evidence> gates) {
        List<Double> adjusted = adjusted(gates.stream().map(Evidence::pFail).toList());
        return IntStream.range(0, gates.size())
                .mapToObj(i -> new Evidence(adjusted.get(i), gates.get(i).pPass()))
                .toList();
    }
}
