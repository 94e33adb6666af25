package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.score.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was tried for one repeat, and what came of it.
 *
 * @param attempts in order; none where the answer is from the cache
 * @param last what the latest attempt with an end came to, or the answer from the cache; null if there is neither
 * @param origin where an answer comes from
 * @param saved what an answer from the cache cost when it was asked for; nothing for any other
 */
public record Tries(List<Attempt> attempts, @Nullable Exchange last, Answer.Origin origin, Cost saved) {

    /** Copies the attempts. */
    public Tries {
        attempts = List.copyOf(attempts);
    }

    /** {@return what asking came to; {@code last} is null if no attempt came to an end} */
    public static Tries asked(List<Attempt> attempts, @Nullable Exchange last) {
        return new Tries(attempts, last, Answer.Origin.FRESH, Cost.NOTHING);
    }

    /** {@return an answer from the cache, which cost so much when it was asked for} */
    public static Tries cached(Exchange answer, Cost saved) {
        return new Tries(List.of(), answer, Answer.Origin.CACHED, saved);
    }

    /** {@return what they cost together; unknown if one of them is} */
    public Cost cost() {
        return origin == Answer.Origin.CACHED ? Cost.FREE : Conclusions.total(attempts);
    }
}
