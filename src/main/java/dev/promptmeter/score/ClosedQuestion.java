package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.ModelJudgement.Context;
import dev.promptmeter.score.ModelJudgement.Terms;
import java.util.List;
import java.util.Set;

/** A judge who knows the question says whether the answer to it meets a criterion. */
final class ClosedQuestion implements Scorer {

    private final CheckHelp help;

    private ClosedQuestion(CheckHelp help) {
        this.help = help;
    }

    /** {@return the scorer under that name} */
    static ClosedQuestion named(String name) {
        return new ClosedQuestion(new CheckHelp(
                name,
                "the judge, who sees the question too, finds that the answer meets the criterion",
                "a criterion in plain words",
                "",
                name + ": names the capital that was asked for",
                List.of("on", "allowEmpty")));
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.JUDGE);
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        Terms terms = new Terms(arguments.text(), Context.QUESTION, arguments.judgedText());
        return new ModelJudgement(terms, ReplyForm.PASS, Rubric::passed);
    }
}
