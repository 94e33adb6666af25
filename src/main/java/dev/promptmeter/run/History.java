package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import java.util.List;

/** What earlier starts of the same run have on record. */
@FunctionalInterface
public interface History {

    /** A run that starts from nothing. */
    History NONE = key -> Past.NOTHING;

    /** {@return what is on record under that answer key} */
    Past of(String key);

    /**
     * What is on record of one repeat.
     *
     * @param settled whether it has a final result, so that nothing is left to do
     * @param attempts how many attempts were begun
     * @param answers what came back, in order; an attempt that was cut off has none
     */
    record Past(Settled settled, int attempts, List<RecordedAnswer> answers) {

        /** Nothing is on record. */
        public static final Past NOTHING = new Past(Settled.NO, 0, List.of());

        /** Copies the answers. */
        public Past {
            answers = List.copyOf(answers);
        }
    }

    /** Whether a repeat has its final result. */
    enum Settled {
        /** It has. */
        YES,
        /** It has not. */
        NO
    }
}
