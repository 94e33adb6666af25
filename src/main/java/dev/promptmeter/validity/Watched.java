package dev.promptmeter.validity;

import java.util.List;

/**
 * What a journal tells of the course of a run, besides its answers.
 *
 * @param machine the process and its machine
 * @param pauses when an endpoint was left alone, because it asked for that or failed over and over
 * @param starts from when to when the program was at work, one stretch a start; those of a merged run's shards overlap
 */
public record Watched(MachineLog machine, List<Span> pauses, List<Span> starts) {

    /** Copies the lists. */
    public Watched {
        pauses = List.copyOf(pauses);
        starts = List.copyOf(starts);
    }

    /** {@return the stretches between the starts, in which there was no program} */
    public List<Span> absences() {
        return starts.isEmpty() ? List.of() : Span.around(starts).without(starts);
    }
}
