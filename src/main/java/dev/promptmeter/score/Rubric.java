package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.ModelJudgement.Context;
import dev.promptmeter.score.ModelJudgement.Terms;
import java.util.List;
import java.util.Set;

/** A judge says whether the answer meets a criterion, or, where a number is given, how well; whether that is enough is said here. */
final class Rubric implements Scorer {

    private static final double TOP = 10;

    private final CheckHelp help;

    private Rubric(CheckHelp help) {
        this.help = help;
    }

    /** {@return the scorer under that name} */
    static Rubric named(String name) {
        return new Rubric(new CheckHelp(
                name,
                "the judge finds that the answer meets the criterion",
                "a criterion in plain words",
                "0 to 1: the least share of the judge's 10 points",
                name + "(0.7): polite and to the point",
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
        Terms terms = new Terms(arguments.text(), Context.ANSWER, arguments.judgedText());
        if (check.threshold() == null) {
            return new ModelJudgement(terms, ReplyForm.PASS, Rubric::passed);
        }
        double least = arguments.share(1);
        return new ModelJudgement(terms, ReplyForm.SCORE, reply -> graded(reply, least));
    }

    /** {@return the judge's own yes or no} */
    static Score.Graded passed(Heard.Reply reply) {
        boolean passed = reply.value().asBoolean();
        return new Score.Graded(passed ? 1 : 0, passed, "judge: " + Excerpt.visible(reply.reason()));
    }

    private static Score.Graded graded(Heard.Reply reply, double least) {
        int points = reply.value().asInt();
        double score = points / TOP;
        String reason = "judge gives " + Figure.beside(score, least) + ", at least " + Figure.plain(least) + " wanted: "
                + Excerpt.visible(reply.reason());
        return new Score.Graded(score, score >= least, reason);
    }
}
