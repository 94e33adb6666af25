package dev.promptmeter.cli;

import dev.promptmeter.archive.ShardFacts;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.Shard;
import dev.promptmeter.run.ShardRows;
import dev.promptmeter.suite.RunSetup;
import org.jspecify.annotations.Nullable;

/** What is said before a shard is run. */
final class ShardNotice {

    private ShardNotice() {}

    /** {@return the place of that run among the shards, found by reading its datasets; null for a whole run} */
    static @Nullable ShardFacts facts(RunSetup setup) {
        Shard shard = setup.plan().shard();
        return shard == null ? null : new ShardFacts(shard, ShardRows.of(setup.plan()));
    }

    /** Says how much of the run it is; nothing of a whole run. */
    static void say(Session session, @Nullable ShardFacts facts) {
        if (facts != null) {
            session.console()
                    .message(facts.shard().text() + ": "
                            + FigureText.count(facts.rows().rows()) + " of "
                            + FigureText.count(facts.rows().of())
                            + " rows; gates are judged by promptmeter merge, when all shards are there");
        }
    }
}
