package dev.promptmeter.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict rests on, besides the figure.
 *
 * @param code why there is no clear verdict, such as {@code NO_DATA} or {@code FEW_CASES}; null if there is one
 * @param sureness what a method with a stated error found; null where the figure alone decides
 * @param family what the other gates did to it; null where it was judged alone
 * @param change since the baseline; null without one
 * @param flags what else to know of it
 * @param notes the same in sentences
 */
public record Grounds(
        @Nullable String code,
        @Nullable Sureness sureness,
        @Nullable Family family,
        @Nullable GateChange change,
        List<Flag> flags,
        List<String> notes) {

    /** The figure alone. */
    static final Grounds NONE = new Grounds(null, null, null, null, List.of(), List.of());

    /**
     * What the gates of a family do to each other.
     *
     * @param size how many there are
     * @param pFail the p-value of this one, raised for their number
     */
    public record Family(int size, double pFail) {}

    /** Copies the lists. */
    public Grounds {
        flags = List.copyOf(flags);
        notes = List.copyOf(notes);
    }

    static Grounds without(String code) {
        return new Grounds(code, null, null, null, List.of(), List.of());
    }
}
