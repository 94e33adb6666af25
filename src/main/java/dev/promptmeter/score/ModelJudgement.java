package dev.promptmeter.score;

import dev.promptmeter.chat.FailureKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A check that a judge decides. */
final class ModelJudgement implements AskingJudgement {

    private static final Score EMPTY = Score.fail("empty answer");

    private final String criterion;
    private final Context context;
    private final JudgedText text;
    private final ReplyForm form;
    private final Function<Heard.Reply, Score.Graded> meaning;

    /** What a judge is shown beside the criterion. */
    enum Context {
        /** The answer alone. */
        ANSWER,
        /** The question too. */
        QUESTION
    }

    /** What the judge has to decide by, and on. */
    record Terms(String criterion, Context context, JudgedText text) {}

    ModelJudgement(Terms terms, ReplyForm form, Function<Heard.Reply, Score.Graded> meaning) {
        this.criterion = terms.criterion();
        this.context = terms.context();
        this.text = terms.text();
        this.form = form;
        this.meaning = meaning;
    }

    @Override
    public Question.Asker asker() {
        return Question.Asker.JUDGE;
    }

    @Override
    public List<Question> questions(Subject subject) {
        return question(subject).stream().toList();
    }

    private Optional<Question> question(Subject subject) {
        String candidate = text.of(subject.answer());
        if (!WhiteSpace.visible(candidate)) {
            return Optional.empty();
        }
        String asked = context == Context.QUESTION ? subject.asked().get() : null;
        return Optional.of(new JudgeQuestion(criterion, asked, candidate, form));
    }

    @Override
    public Score score(Subject subject, Rulings rulings) {
        return question(subject).map(question -> meaning(rulings.on(question))).orElse(EMPTY);
    }

    private Score meaning(Ruling ruling) {
        if (ruling instanceof Ruling.Given given) {
            return decided(graded(given));
        }
        if (ruling instanceof Ruling.Missing missing) {
            return new Score.Unscored(Excerpt.limit(Excerpt.visible(missing.reason()), Excerpt.REASON), missing.kind());
        }
        return new Score.Skipped("the verdict is certain without the judge");
    }

    private List<Score.Graded> graded(Ruling.Given given) {
        return given.replies().stream().map(meaning).toList();
    }

    /** The middle one of an odd number: a majority of yes and no, a median of scores. */
    private static Score decided(List<Score.Graded> graded) {
        if (graded.isEmpty()) {
            return new Score.Unscored("the judge gave no reply", FailureKind.JUDGE);
        }
        Score.Graded middle = graded.stream()
                .sorted(Comparator.comparingDouble(Score.Graded::value))
                .skip(graded.size() / 2)
                .findFirst()
                .orElseThrow();
        if (graded.size() == 1) {
            return middle;
        }
        long agreeing =
                graded.stream().filter(each -> each.passed() == middle.passed()).count();
        String reason = agreeing + " of " + graded.size() + " replies agree: " + middle.reason();
        return new Score.Graded(middle.value(), middle.passed(), reason);
    }

    @Override
    public boolean disagreed(Subject subject, Rulings rulings) {
        Ruling ruling = question(subject).map(rulings::on).orElse(null);
        return ruling instanceof Ruling.Given given
                && graded(given).stream().map(Score.Graded::passed).distinct().count() > 1;
    }
}
