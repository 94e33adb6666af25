package dev.promptmeter.gate;

import dev.promptmeter.compare.Comparison;
import dev.promptmeter.run.Shard;
import dev.promptmeter.summary.Summary;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run was found to be.
 *
 * @param word passed, failed, regressed or inconclusive
 * @param exitCode what the program ends with, unless flags hide or replace it
 * @param exitName the name of that code
 * @param exitReason one sentence that says why
 * @param gates every gate in suite order
 */
public record Verdict(Word word, int exitCode, String exitName, String exitReason, List<GateResult> gates) {

    /** The verdict of a run. */
    public enum Word {
        /** Every gate that decides holds. */
        PASSED,
        /** An absolute gate is broken. */
        FAILED,
        /** Only gates against a baseline are broken. */
        REGRESSED,
        /** The run cannot decide. */
        INCONCLUSIVE;

        /** {@return the word in outputs, such as {@code passed}} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the load stayed as it was while times were measured. */
    public enum Load {
        /** It did. */
        STEADY,
        /** It was found out during the run. */
        CHANGING
    }

    /** Copies the gates. */
    public Verdict {
        gates = List.copyOf(gates);
    }

    /**
     * {@return what a run that came to that summary is found to be; gates are judged also where something else decides}
     *
     * @throws IllegalArgumentException if the summary was made without what a gate needs
     */
    public static Verdict of(List<Gate> gates, Summary summary, ExitRules rules) {
        return of(gates, summary, null, Terms.of(rules));
    }

    /**
     * {@return the same of a run that is compared with a baseline}
     *
     * @param comparison with the baseline; null if there is none, which skips the gates that need one
     * @throws IllegalArgumentException if the summary was made without what a gate needs
     */
    public static Verdict of(List<Gate> gates, Summary summary, @Nullable Comparison comparison, Terms terms) {
        List<GateResult> results = new Opinions(summary, comparison, terms).results(gates);
        Ending ending = new EndingRules(results, summary, terms.rules()).ending();
        return new Verdict(
                word(ending.code()), ending.code().number(), ending.code().word(), ending.reason(), results);
    }

    /** {@return what a shard is found to be: it ends by what went wrong with it, and decides nothing} */
    public static Verdict ofShard(Shard shard, Summary summary) {
        Ending ending = new EndingRules(List.of(), summary, ExitRules.DEFAULT).endingOf(shard);
        return new Verdict(
                Word.INCONCLUSIVE, ending.code().number(), ending.code().word(), ending.reason(), List.of());
    }

    private static Word word(ExitCode code) {
        return switch (code) {
            case OK -> Word.PASSED;
            case FAILED -> Word.FAILED;
            case REGRESSED -> Word.REGRESSED;
            default -> Word.INCONCLUSIVE;
        };
    }

    /** {@return how many gates came to that verdict} */
    public long count(GateVerdict verdict) {
        return gates.stream().filter(gate -> gate.verdict() == verdict).count();
    }
}
