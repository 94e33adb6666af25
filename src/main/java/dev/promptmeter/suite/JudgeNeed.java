package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.score.Question.Asker;
import dev.promptmeter.score.Scorers;
import java.util.Optional;

/** Whether a suite names the models that its checks ask, and whether its judge judges itself. */
final class JudgeNeed {

    private final Suite suite;
    private final Scorers scorers;

    JudgeNeed(Suite suite, Scorers scorers) {
        this.suite = suite;
        this.scorers = scorers;
    }

    /** {@return what is wrong if a model has a say in that check and there is none} */
    Optional<Problem> missing(Check check) {
        return scorers.asks(check.type())
                .filter(asker -> asker == Asker.JUDGE ? suite.judge() == null : suite.embeddings() == null)
                .map(asker -> asker == Asker.JUDGE
                        ? missing(check, "judge", "judges")
                        : missing(check, "embeddings", "turns texts into numbers"));
    }

    /** {@return whether the judge of the suite decides that check} */
    boolean judged(Check check) {
        return suite.judge() != null
                && scorers.asks(check.type())
                        .filter(asker -> asker == Asker.JUDGE)
                        .isPresent();
    }

    private static Problem missing(Check check, String section, String duty) {
        return Problem.of(
                "PM-1406",
                check.origin().source(),
                "check '" + check.name() + "' needs `" + section + ":` in the suite: name the model that " + duty
                        + ", such as  " + section + ": { model: ID }");
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
