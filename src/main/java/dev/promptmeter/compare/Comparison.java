package dev.promptmeter.compare;

import dev.promptmeter.compare.Obstacle.Scope;
import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What changed between two runs.
 *
 * @param before the baseline
 * @param after the run that is compared with it
 * @param pairing which cases belong together
 * @param obstacles why figures cannot be compared; usually nothing
 * @param differences what differs and may, one sentence each
 * @param figures every figure and how it changed
 * @param lanes the pass rate by prompt and model
 * @param slices the pass rate by tag; empty where tags are not known
 * @param counts how many cases each change has happened to; every change is there
 */
public record Comparison(
        BaselineHead before,
        BaselineHead after,
        Pairing pairing,
        List<Obstacle> obstacles,
        List<String> differences,
        List<FigureChange> figures,
        List<LaneChange> lanes,
        List<SliceChange> slices,
        Map<CaseChange, Long> counts) {

    /** Copies the collections. */
    public Comparison {
        obstacles = List.copyOf(obstacles);
        differences = List.copyOf(differences);
        figures = List.copyOf(figures);
        lanes = List.copyOf(lanes);
        slices = List.copyOf(slices);
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /** {@return what changed from the baseline to the run} */
    public static Comparison of(Baseline before, Baseline after) {
        return of(before, after, Map.of());
    }

    /**
     * {@return the same}
     *
     * @param tags of the rows of the run's cases, as far as they have any; the case is named by its first repeat
     */
    public static Comparison of(Baseline before, Baseline after, Map<CaseId, List<String>> tags) {
        Pairing pairing = Pairing.of(before, after);
        List<Obstacle> obstacles = Comparability.of(before, after, pairing);
        return new Comparison(
                before.head(),
                after.head(),
                pairing,
                obstacles,
                Differences.of(before.head(), after.head()),
                FigureChanges.of(before.head(), after.head(), pairing, obstacles),
                LaneChange.of(pairing.pairs()),
                SliceChange.of(pairing.pairs(), tags),
                counts(pairing));
    }

    /**
     * {@return why a part of the cases cannot be compared in figures of that scope; usually nothing}
     *
     * @param part the cases of the part, of which as many must be paired as of all
     */
    public List<Obstacle> obstacles(Pairing part, Scope scope) {
        List<Obstacle> found = new ArrayList<>();
        Comparability.rows(part).ifPresent(found::add);
        // How many cases of the whole are paired says nothing of the part.
        Obstacle ofTheWhole = Comparability.rows(pairing).orElse(null);
        obstacles.stream()
                .filter(obstacle -> !obstacle.equals(ofTheWhole) && obstacle.bars(scope))
                .forEach(found::add);
        return found;
    }

    private static Map<CaseChange, Long> counts(Pairing pairing) {
        Map<CaseChange, Long> counts = new EnumMap<>(CaseChange.class);
        for (CaseChange change : CaseChange.values()) {
            counts.put(change, 0L);
        }
        pairing.pairs().forEach(pair -> counts.merge(pair.change(), 1L, Long::sum));
        counts.put(CaseChange.EDITED, (long) pairing.edited().size());
        counts.put(CaseChange.NEW, (long) pairing.added().size());
        counts.put(CaseChange.REMOVED, (long) pairing.removed().size());
        return counts;
    }
}
