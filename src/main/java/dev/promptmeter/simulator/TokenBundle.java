package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/** How many tokens go into each event of a stream: a list whose last part repeats, each fixed or drawn. */
record TokenBundle(List<Distribution> counts) {

    private static final DistributionText TEXT = new DistributionText(DistributionText::plainNumber);

    TokenBundle {
        counts = List.copyOf(counts);
    }

    /** Reads one spec such as {@code fixed:4} or {@code uniform:1,5}. */
    static TokenBundle parse(String text) {
        return new TokenBundle(List.of(TEXT.parse(text)));
    }

    /** Reads a list such as {@code 20;1}. */
    static TokenBundle parseList(String text) {
        List<Distribution> counts = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            counts.add(new Distribution.Fixed(IntText.atLeast(1).parse(part)));
        }
        return new TokenBundle(counts);
    }

    TokenBundle startingWith(int first) {
        List<Distribution> all = new ArrayList<>(counts);
        all.add(0, new Distribution.Fixed(first));
        return new TokenBundle(all);
    }

    /** {@return the tokens of event number {@code event} (from 0), at least 1} */
    int size(int event, NumberStream numbers) {
        Distribution count = counts.get(Math.min(event, counts.size() - 1));
        return Math.max(1, (int) Math.round(count.draw(numbers, 0)));
    }
}
