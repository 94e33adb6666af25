package dev.promptmeter.score;

import dev.promptmeter.dataset.LongIntMap;
import java.util.Arrays;
import java.util.List;

/**
 * The runs of 1 to so many neighbouring tokens in reference texts. They are kept as a tree, in which each run is a step on from the run
 * without its last token, so that those of an answer are found in one walk. Safe for many threads once made.
 */
final class Ngrams {

    private static final int ROOT = 0;

    private final int longest;
    private final LongIntMap children = new LongIntMap();
    private byte[] lengths = new byte[64];
    private int nodes = 1;
    private final int[] mostInOne;

    private Ngrams(int longest, List<int[]> references) {
        this.longest = longest;
        references.forEach(this::grow);
        this.mostInOne = new int[nodes];
        for (int[] reference : references) {
            int[] counts = counts(reference);
            for (int node = 0; node < nodes; node++) {
                mostInOne[node] = Math.max(mostInOne[node], counts[node]);
            }
        }
    }

    /**
     * {@return the runs of those references}
     *
     * @param longest the most tokens of a run
     * @param references tokens, each 0 or above
     */
    static Ngrams of(int longest, List<int[]> references) {
        return new Ngrams(longest, references);
    }

    private void grow(int[] tokens) {
        for (int start = 0; start < tokens.length; start++) {
            int node = ROOT;
            int end = Math.min(tokens.length, start + longest);
            for (int i = start; i < end; i++) {
                int child = child(node, tokens[i]);
                node = child == ROOT ? added(node, tokens[i]) : child;
            }
        }
    }

    private int added(int parent, int token) {
        if (nodes == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * nodes);
        }
        lengths[nodes] = (byte) (lengths[parent] + 1);
        children.put(key(parent, token), nodes);
        return nodes++;
    }

    private int child(int parent, int token) {
        return token < 0 ? ROOT : children.get(key(parent, token));
    }

    private static long key(int parent, int token) {
        // An odd factor keeps different keys different and spreads neighbours over the table.
        return ((long) parent << Integer.SIZE | token) * 0x9E3779B97F4A7C15L;
    }

    private int[] counts(int[] tokens) {
        int[] counts = new int[nodes];
        for (int start = 0; start < tokens.length; start++) {
            int node = ROOT;
            int end = Math.min(tokens.length, start + longest);
            for (int i = start; i < end; i++) {
                node = child(node, tokens[i]);
                if (node == ROOT) {
                    break;
                }
                counts[node]++;
            }
        }
        return counts;
    }

    /**
     * {@return how many runs of an answer the references have too, by their length from 1 at index 0; each counts as often as in the one
     * reference that has it most often}
     */
    int[] shared(int[] answer) {
        int[] counts = counts(answer);
        int[] shared = new int[longest];
        for (int node = 1; node < nodes; node++) {
            shared[lengths[node] - 1] += Math.min(counts[node], mostInOne[node]);
        }
        return shared;
    }

    /** {@return how many runs of that length so many tokens have} */
    static int count(int tokens, int length) {
        return Math.max(0, tokens - length + 1);
    }
}
