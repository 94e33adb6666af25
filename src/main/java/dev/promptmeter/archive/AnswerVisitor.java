package dev.promptmeter.archive;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.CaseId;

/** Takes answers as they were received, for whoever reads more from them than a result holds. */
@FunctionalInterface
public interface AnswerVisitor {

    /**
     * Takes one.
     *
     * @param id the case that it answers
     * @param recorded the attempt that was answered, its instants counted from the run's first start
     * @param answered what it means
     */
    void accept(CaseId id, RecordedAnswer recorded, Answered answered);
}
