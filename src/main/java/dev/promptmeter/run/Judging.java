package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.score.OrderEffect;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What judging one answer took. None of it enters the figures of the model that gave the answer.
 *
 * @param calls every call of a judge, in order
 * @param flags named oddities, each beginning {@code judge_}
 * @param orderEffect of comparing it with other answers, as far as it counts here
 */
public record Judging(List<Call> calls, Set<String> flags, OrderEffect orderEffect) {

    /** No judge was asked. */
    public static final Judging NONE = new Judging(List.of(), Set.of());

    /** The answer was shown to the judge without its middle. */
    public static final String CUT = "judge_cut";

    /** A judge that was asked more than once did not always say the same. */
    public static final String DISAGREED = "judge_disagreed";

    /**
     * One call.
     *
     * @param attempt its instants, end and cost
     * @param usage tokens, as the judge's endpoint states them
     * @param model name that the endpoint reported; null if it reported none
     */
    public record Call(
            Attempt attempt, TokenUsage usage, @Nullable String model) {

        /**
         * Takes an attempt and what came of it.
         *
         * @param exchange null if nothing came
         */
        public static Call of(Attempt attempt, @Nullable Exchange exchange) {
            Completion completion = null;
            if (exchange instanceof Answered answered) {
                completion = answered.completion();
            } else if (exchange instanceof Failed failed) {
                completion = failed.partial();
            }
            return completion == null
                    ? new Call(attempt, TokenUsage.NONE, null)
                    : new Call(attempt, completion.usage(), completion.model());
        }
    }

    /** What it took where answers were compared with no other. */
    public Judging(List<Call> calls, Set<String> flags) {
        this(calls, flags, OrderEffect.NONE);
    }

    /** Copies the collections. */
    public Judging {
        calls = List.copyOf(calls);
        flags = Set.copyOf(flags);
    }

    /** {@return what all calls cost together; unknown if one of them is} */
    public Cost cost() {
        return calls.isEmpty()
                ? Cost.NOTHING
                : Conclusions.total(calls.stream().map(Call::attempt).toList());
    }
}
