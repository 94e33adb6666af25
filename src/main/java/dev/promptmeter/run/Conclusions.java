package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.Rulings;
import dev.promptmeter.score.Subject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the one result of a repeat out of what is known of it, live or from a journal. */
public final class Conclusions {

    private static final Grade UNJUDGED = Grade.unchecked(CaseVerdict.PASS, null);

    private Conclusions() {}

    /**
     * {@return the result of a repeat that was asked: judged if there is an answer, otherwise an error}
     *
     * @throws IllegalArgumentException if no attempt came to an end
     */
    public static CaseResult ofTries(CaseId id, Row row, CheckSet checks, Tries tries) {
        if (tries.last() == null) {
            throw new IllegalArgumentException("nothing came of " + id.text());
        }
        return tries.last() instanceof Failed failed
                ? of(id, row, new Grade(CaseVerdict.ERROR, null, failed.message(), failed.kind(), List.of()), tries)
                : unheard(unjudged(id, row, tries), checks);
    }

    /** {@return the result of a repeat that was tried, with that grade} */
    public static CaseResult of(CaseId id, Row row, Grade grade, Tries tries) {
        return new CaseResult(
                id,
                row,
                grade,
                tries.last(),
                tries.attempts(),
                tries.origin(),
                tries.cost(),
                Judging.NONE,
                tries.saved(),
                null);
    }

    /** {@return the result of an answer about which no model is asked; checks that a model has a say in are unscored} */
    static CaseResult unheard(CaseResult unjudged, CheckSet checks) {
        return judged(unjudged, checks.grade(answer(unjudged)), Judging.NONE);
    }

    /** {@return the result of a repeat that was asked, where what a model says of the answer is known, or known to be missing} */
    public static CaseResult ofAnswer(CaseResult unjudged, CheckSet checks, Subject subject, Rulings rulings) {
        Judging judging = new Judging(List.of(), Set.of(), checks.orderEffect(subject, rulings));
        return judged(unjudged, checks.grade(subject, rulings), judging);
    }

    /** {@return the result of a repeat that was answered, before anything is said about the answer} */
    public static CaseResult unjudged(CaseId id, Row row, Tries tries) {
        return of(id, row, UNJUDGED, tries);
    }

    /** {@return what there is to judge of a result that is not judged yet} */
    public static Answer answer(CaseResult unjudged) {
        if (unjudged.exchange() instanceof Answered answered) {
            return new Answer(
                    answered.completion(),
                    unjudged.origin(),
                    unjudged.latencyNanos(),
                    unjudged.e2eNanos(),
                    unjudged.ttftNanos(),
                    unjudged.cost());
        }
        String text = String.valueOf(unjudged.output());
        Completion completion = new Completion(
                Completion.Kind.OK, text, null, null, null, FinishReason.NONE, null, null, null, TokenUsage.NONE, null);
        return new Answer(completion, Answer.Origin.PROVIDED, null, null, null, Cost.NOTHING);
    }

    /** {@return the result of a row that is left out by its own word, or that brings its answer along} */
    static CaseResult withoutAsking(Case asked) {
        String skip = asked.row().skip();
        String provided = asked.row().options().providedOutput();
        return skip != null || provided == null
                ? skipped(asked.id(), asked.row(), skip)
                : ofProvided(asked.id(), asked.row(), asked.checks());
    }

    /** {@return the result of a row that brings its answer along} */
    public static CaseResult ofProvided(CaseId id, Row row, CheckSet checks) {
        return unheard(unjudgedProvided(id, row), checks);
    }

    /** {@return the same before anything is said about the answer} */
    public static CaseResult unjudgedProvided(CaseId id, Row row) {
        return new CaseResult(id, row, UNJUDGED, null, List.of(), Answer.Origin.PROVIDED, Cost.NOTHING);
    }

    /** {@return the result of a repeat that was not asked} */
    public static CaseResult skipped(CaseId id, Row row, @Nullable String reason) {
        Grade skip = Grade.unchecked(CaseVerdict.SKIP, reason);
        return new CaseResult(id, row, skip, null, List.of(), Answer.Origin.FRESH, Cost.NOTHING);
    }

    /** {@return the result of a repeat that was given up because its planned start had passed long ago} */
    static CaseResult shed(Case asked, long plan) {
        return skipped(asked.id(), asked.row(), CaseResult.SHED).shedAt(plan);
    }

    /** {@return the same result with what was tried all the same} */
    public static CaseResult withTries(CaseResult result, Tries tries) {
        return new CaseResult(
                result.id(),
                result.row(),
                result.grade(),
                tries.last(),
                tries.attempts(),
                result.origin(),
                total(tries.attempts()),
                result.judging(),
                result.saved(),
                result.shedAt());
    }

    /** {@return the result of an answer, with what its checks say of it and what asking a judge took} */
    static CaseResult judged(CaseResult measured, Grade grade, Judging judging) {
        return new CaseResult(
                measured.id(),
                measured.row(),
                grade,
                measured.exchange(),
                measured.attempts(),
                measured.origin(),
                measured.cost(),
                judging,
                measured.saved(),
                measured.shedAt());
    }

    /** {@return what all attempts cost together; unknown if one of them is} */
    public static Cost total(List<Attempt> attempts) {
        Cost total = Cost.NOTHING;
        for (Attempt attempt : attempts) {
            total = attempt.cost().plus(total);
        }
        return total;
    }
}
