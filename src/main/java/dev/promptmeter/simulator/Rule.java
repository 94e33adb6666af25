package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/** One line of a script: for which requests it holds, and what is answered then. Immutable; each method gives a new rule. */
public final class Rule {

    private final Match match;
    private final Values says;

    private Rule(Match match, Values says) {
        this.match = match;
        this.says = says;
    }

    /** {@return a rule for the requests whose last user message fits {@code match}; it answers as the settings say} */
    public static Rule when(Match match) {
        return new Rule(match, Values.NONE);
    }

    static Rule of(Values values) {
        Match match = values.orElse(Columns.MATCH, Match.any());
        int groups = Match.highestGroup(values.orElse(Columns.ANSWER, ""));
        if (match.groups() > 0 && groups > match.groups()) {
            throw new IllegalArgumentException(
                    "the answer names $" + groups + ", but the regex has only " + match.groups() + " group(s)");
        }
        return new Rule(match, values.without(Columns.MATCH));
    }

    /** {@return the rule with this answer text; {@code $1} … {@code $9} are groups of the regex, {@code \$} is a dollar} */
    public Rule answer(String text) {
        return says(Columns.ANSWER, text);
    }

    /** {@return the rule with this finish reason, which may be invented; {@code null} as text gives JSON null} */
    public Rule finishReason(String text) {
        return says(Columns.FINISH_REASON, text);
    }

    /** {@return the rule with this total time of a plain answer, and time to the first output of a stream} */
    public Rule latency(Delay delay) {
        return says(Columns.LATENCY, delay);
    }

    /** {@return the rule with this time to the first output} */
    public Rule ttft(Delay delay) {
        return says(Columns.TTFT, delay);
    }

    /** {@return the rule with this gap between two tokens} */
    public Rule interToken(Delay delay) {
        return says(Columns.INTER_TOKEN, delay);
    }

    /** {@return the rule with one more fault} */
    public Rule fault(Fault fault) {
        List<Fault> faults = new ArrayList<>(says.orElse(Columns.FAULT, List.of()));
        faults.add(fault);
        return says(Columns.FAULT, List.copyOf(faults));
    }

    /** {@return the rule for the k-th request of the same content only, counted from 1} */
    public Rule onAttempt(int attempt) {
        return says(Columns.ATTEMPT, new Range(attempt, attempt));
    }

    /** {@return the rule for the k-th request of the same content and all later ones} */
    public Rule fromAttempt(int attempt) {
        return says(Columns.ATTEMPT, new Range(attempt, Long.MAX_VALUE));
    }

    /**
     * {@return the rule with any column of a CSV script, such as {@code "prompt_tokens"}}
     *
     * @throws IllegalArgumentException if there is no such column, or the text does not fit it
     */
    public Rule with(String column, String text) {
        for (Setting<?> known : Columns.ALL) {
            if (known.column().equals(column) && known != Columns.MATCH) {
                return read(known, text);
            }
        }
        throw new IllegalArgumentException("unknown column '" + column + "': "
                + NearName.suggestion(
                        column, Columns.ALL.stream().map(Setting::column).toList()));
    }

    private <T> Rule read(Setting<T> column, String text) {
        return says(column, column.read(text));
    }

    private <T> Rule says(Setting<T> column, T value) {
        return new Rule(match, says.with(column, value));
    }

    Match match() {
        return match;
    }

    Target target() {
        return says.orElse(Columns.ON, Target.LAST);
    }

    Values says() {
        return says;
    }

    /** {@return whether everything but the text fits} */
    boolean admits(String model, long attempt) {
        Glob models = says.find(Columns.MODEL);
        Range attempts = says.find(Columns.ATTEMPT);
        return (models == null || models.matches(model)) && (attempts == null || attempts.contains(attempt));
    }
}
