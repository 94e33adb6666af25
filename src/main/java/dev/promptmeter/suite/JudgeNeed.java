package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.score.Scorers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a suite has the judge that its checks ask for, and whether that judge judges itself. */
final class JudgeNeed {

    private final @Nullable JudgeSection judge;
    private final Scorers scorers;

    JudgeNeed(@Nullable JudgeSection judge, Scorers scorers) {
        this.judge = judge;
        this.scorers = scorers;
    }

    /** {@return what is wrong if a model decides that check and there is none} */
    Optional<Problem> missing(Check check) {
        return judge == null && scorers.asksJudge(check.type())
                ? Optional.of(Problem.of(
                        "PM-1406",
                        check.origin().source(),
                        "check '" + check.name() + "' needs `judge:` in the suite: name the model that judges, such as"
                                + "  judge: { model: ID }"))
                : Optional.empty();
    }

    /** A judge may favour what it wrote itself. */
    static void warnOfKinship(Suite suite, DatasetBlock block, Findings findings) {
        JudgeSection judge = suite.judge();
        if (judge == null) {
            return;
        }
        String name = name(suite, judge.model());
        block.models().stream()
                .filter(id -> name(suite, id).equals(name))
                .findFirst()
                .ifPresent(
                        id -> findings.add(
                                "PM-6112",
                                judge.place().source(),
                                "judge.model: the judge " + judge.model() + " also answers in dataset " + block.id()
                                        + (id.equals(judge.model()) ? "" : " as " + id)
                                        + ": it judges its own answers; have another model judge, or restrict datasets.models"));
    }

    private static String name(Suite suite, String id) {
        return suite.models().stream()
                .filter(model -> model.id().equals(id))
                .map(ModelSpec::name)
                .findFirst()
                .orElse(id);
    }
}
