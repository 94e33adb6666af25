package dev.promptmeter.suite;

import dev.promptmeter.score.Question;
import dev.promptmeter.score.Scorers;
import java.util.List;
import java.util.Map;

/**
 * What a suite says about judging beside its checks.
 *
 * @param allow names of what is refused unless it is allowed
 * @param refusalPhrases lines of the file of phrases that is-refusal knows beside its own; empty for none
 */
public record Judging(List<String> allow, List<String> refusalPhrases) {

    /** Patterns that can take for ever. */
    static final String JAVA_REGEX = "java-regex";

    /** Copies the lists. */
    public Judging {
        allow = List.copyOf(allow);
        refusalPhrases = List.copyOf(refusalPhrases);
    }

    /** {@return the scorers as this suite wants them} */
    Scorers scorers() {
        return scorers(Map.of());
    }

    /**
     * {@return the same for a run}
     *
     * @param asked what tells each model that checks ask from one that would say otherwise
     */
    Scorers scorers(Map<Question.Asker, String> asked) {
        return Scorers.of(refusalPhrases, asked);
    }
}
