package dev.promptmeter.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which cluster each value of a sample belongs to: one that it names, or one of its own. */
final class Clusters {

    private static final int FIRST_CAPACITY = 16;

    private final Map<String, Integer> named;
    private int[] indices;
    private int size;
    private int count;

    Clusters() {
        this.named = new HashMap<>();
        this.indices = new int[FIRST_CAPACITY];
    }

    private Clusters(Clusters other) {
        this.named = new HashMap<>(other.named);
        this.indices = other.indices.clone();
        this.size = other.size;
        this.count = other.count;
    }

    Clusters copy() {
        return new Clusters(this);
    }

    void addOwn() {
        append(count++);
    }

    void add(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a cluster needs a name; value " + (size + 1) + " has an empty one");
        }
        Integer known = named.putIfAbsent(name, count);
        append(known == null ? count++ : known);
    }

    private void append(int index) {
        if (size == indices.length) {
            indices = Arrays.copyOf(indices, 2 * size);
        }
        indices[size++] = index;
    }

    int count() {
        return count;
    }

    /** {@return the sum of the values of each cluster, none of which depends on the order of the values} */
    double[] sums(double[] values) {
        int[] sizes = new int[count];
        for (int i = 0; i < size; i++) {
            sizes[indices[i]]++;
        }
        double[][] members = new double[count][];
        Arrays.setAll(members, cluster -> new double[sizes[cluster]]);
        for (int i = 0; i < size; i++) {
            members[indices[i]][--sizes[indices[i]]] = values[i];
        }
        return Arrays.stream(members).mapToDouble(Summation::of).toArray();
    }
}
