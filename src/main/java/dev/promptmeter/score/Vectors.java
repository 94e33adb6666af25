package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Figures of two lists of numbers of one length, in double precision; NaN where there is none. */
final class Vectors {

    private Vectors() {}

    static List<double[]> of(JsonNode lists) {
        List<double[]> vectors = new ArrayList<>(lists.size());
        lists.forEach(list -> vectors.add(
                list.valueStream().mapToDouble(JsonNode::doubleValue).toArray()));
        return vectors;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Of a vector without a length there is no angle. */
    static double cosine(double[] a, double[] b) {
        double lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
        return lengths == 0 ? Double.NaN : dot(a, b) / lengths;
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
