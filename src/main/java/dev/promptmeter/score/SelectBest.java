package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.Set;

/** {@code select-best}: of all answers to one row and repeat, a judge finds none better than this one. */
final class SelectBest implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "select-best",
            "no other answer to the row gets more points: a judge compares every two of them in both orders, with a point"
                    + " for a win that stands in both and half a point for a tie (needs `judge:` in the suite, and 2 to 8"
                    + " answers to a row from its prompts and models)",
            "a criterion in plain words",
            "",
            "select-best: names every ingredient and stays short",
            List.of("on", "allowEmpty"),
            CheckHelp.Negation.REFUSED);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.JUDGE, Need.FEW_ANSWERS);
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        return new BestOfAnswers(arguments.text(), arguments.judgedText());
    }
}
