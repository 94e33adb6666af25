package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import java.util.HashSet;
import java.util.Set;

/** Names oddities of an exchange that its bytes alone do not tell. */
final class Flagged {

    /** Spending is limited, and what this answer cost is not known: the run counts what was set aside for it. */
    static final String COST_ESTIMATED = "cost_estimated";

    /** The answer names another model than was asked for: an alias, or one that stood in for it. */
    static final String OTHER_MODEL = "other_model";

    private Flagged() {}

    /** {@return the same exchange with that flag} */
    static Exchange with(Exchange exchange, String flag) {
        Set<String> flags = new HashSet<>(exchange.flags());
        flags.add(flag);
        if (exchange instanceof Answered answered) {
            return new Answered(answered.completion(), answered.timing(), flags);
        }
        Failed failed = (Failed) exchange;
        return new Failed(
                failed.kind(),
                failed.message(),
                failed.billed(),
                failed.status(),
                failed.retryAfter(),
                failed.partial(),
                failed.timing(),
                flags);
    }
}
