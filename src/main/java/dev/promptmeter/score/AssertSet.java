package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.function.Function;

/** {@code assert-set}: several checks that count as one, by the rule that holds for the checks of a case. */
final class AssertSet implements Scorer {

    private static final String NAME = "assert-set";

    private static final CheckHelp HELP = new CheckHelp(
            NAME,
            "all its checks pass, or with a threshold their weighted score reaches it",
            "",
            "the least weighted score of its checks, above 0 and up to 1; without it all of them must pass",
            "{ type: assert-set, threshold: 0.5, checks: [ { type: icontains, value: refund }, { type: is-json } ] }",
            List.of("checks"),
            CheckHelp.Negation.REFUSED);

    private final Function<Check, PreparedCheck> preparation;

    /** Takes what makes its parts ready. */
    AssertSet(Function<Check, PreparedCheck> preparation) {
        this.preparation = preparation;
    }

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        if (check.parts().isEmpty()) {
            throw arguments.wrong("is a group and needs 'checks', which only a suite can hold");
        }
        if (check.parts().stream().anyMatch(part -> part.type().equals(NAME))) {
            throw arguments.wrong("stands inside a group: groups do not nest");
        }
        if (check.parts().stream().allMatch(part -> part.weight() == 0)) {
            throw arguments.wrong("needs a check that weighs something; to measure only, give the group weight 0");
        }
        Double threshold = check.threshold() == null ? null : (Double) arguments.share(1);
        if (threshold != null && threshold == 0) {
            throw arguments.wrong("takes a threshold above 0: with 0 it would always pass");
        }
        return new GroupJudgement(check.parts().stream().map(preparation).toList(), threshold);
    }
}
