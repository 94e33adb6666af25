package dev.promptmeter.summary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a part of a run.
 *
 * @param counts how many of each
 * @param figures by name, in the order in which {@link Summary} lists them
 * @param reruns what asking every case several times showed; null if each was asked once
 */
public record Slice(
        Counts counts,
        Map<String, Figure> figures,
        @Nullable Reruns reruns) {

    /** The figures of a run that asks every case once. */
    public Slice(Counts counts, Map<String, Figure> figures) {
        this(counts, figures, null);
    }

    /** Copies the figures and keeps their order. */
    public Slice {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * {@return the figure of that name}
     *
     * @throws IllegalArgumentException if it was not asked for when the tally was made
     */
    public Figure figure(String name) {
        Figure figure = figures.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("no figure '" + name + "' was kept; there are " + figures.keySet());
        }
        return figure;
    }
}
