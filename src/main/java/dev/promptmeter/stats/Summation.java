package dev.promptmeter.stats;

import java.util.Arrays;

/** Sums that do not depend on the order of their terms, to the last bit (Neumaier 1974, compensated summation). */
final class Summation {

    private Summation() {}

    static double of(double[] terms) {
        double[] sorted = terms.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double lost = 0;
        for (double term : sorted) {
            double next = sum + term;
            lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    static double ofSquares(double[] terms) {
        return of(Arrays.stream(terms).map(term -> term * term).toArray());
    }
}
