package dev.promptmeter.archive;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.CaseId;

/** Takes what the last attempts of cases received, for whoever reads more from it than a result holds. */
@FunctionalInterface
public interface AnswerVisitor {

    /**
     * Takes one.
     *
     * @param id the case that it answers
     * @param recorded what was received, its instants counted from the run's first start
     * @param exchange what that means
     */
    void accept(CaseId id, RecordedAnswer recorded, Exchange exchange);
}
