package dev.promptmeter.score;

import dev.promptmeter.score.PairQuestion.Candidate;
import java.util.ArrayList;
import java.util.List;

/** A check that a judge decides by comparing every two answers to a row, each two in both orders. */
final class BestOfAnswers implements AskingJudgement {

    private static final Score EMPTY = Score.fail("empty answer");

    private final String criterion;
    private final JudgedText text;

    BestOfAnswers(String criterion, JudgedText text) {
        this.criterion = criterion;
        this.text = text;
    }

    /**
     * The texts that are compared.
     *
     * @param own place of the one that is judged; -1 if it has nothing to show
     */
    private record Field(List<Candidate> texts, int own, int absent) {

        boolean comparable() {
            return own >= 0 && absent == 0 && texts.size() > 1;
        }
    }

    /** An answer without visible text is shown to nobody. */
    private Field field(Subject subject) {
        Contest contest = subject.contest().get();
        List<Candidate> texts = new ArrayList<>();
        int own = -1;
        for (int i = 0; i < contest.answers().size(); i++) {
            String shown = text.of(contest.answers().get(i));
            if (WhiteSpace.visible(shown)) {
                own = i == contest.place() ? texts.size() : own;
                texts.add(Candidate.of(shown));
            }
        }
        return new Field(texts, own, contest.absent());
    }

    @Override
    public Question.Asker asker() {
        return Question.Asker.JUDGE;
    }

    /** Each answer brings along the questions in which it stands first: together they are all there are. */
    @Override
    public List<Question> questions(Subject subject) {
        Field field = field(subject);
        if (!field.comparable()) {
            return List.of();
        }
        Candidate own = field.texts().get(field.own());
        return field.texts().stream()
                .filter(rival -> !rival.equals(own))
                .<Question>map(rival -> new PairQuestion(criterion, own, rival))
                .toList();
    }

    @Override
    public Score score(Subject subject, Rulings rulings) {
        Field field = field(subject);
        if (field.own() < 0) {
            return EMPTY;
        }
        if (field.absent() > 0) {
            return new Score.Unscored("not every answer that it would be compared with is there");
        }
        if (field.texts().size() < 2) {
            return new Score.Skipped("fewer than two answers to compare");
        }
        return standing(field, rulings).score(field.own());
    }

    private Standing standing(Field field, Rulings rulings) {
        Standing standing = new Standing(field.texts().size());
        for (int first = 0; first < field.texts().size(); first++) {
            for (int second = first + 1; second < field.texts().size(); second++) {
                Candidate one = field.texts().get(first);
                Candidate other = field.texts().get(second);
                if (!one.equals(other)) {
                    standing.compared(
                            new Standing.Pair(first, second),
                            rulings.on(new PairQuestion(criterion, one, other)),
                            rulings.on(new PairQuestion(criterion, other, one)));
                } else {
                    standing.tied(new Standing.Pair(first, second));
                }
            }
        }
        return standing;
    }

    @Override
    public boolean disagreed(Subject subject, Rulings rulings) {
        return questions(subject).stream()
                .anyMatch(question -> rulings.on(question) instanceof Ruling.Given given && Preference.disagree(given));
    }

    @Override
    public OrderEffect orderEffect(Subject subject, Rulings rulings) {
        Field field = field(subject);
        return field.comparable() ? standing(field, rulings).effect(field.own()) : OrderEffect.NONE;
    }
}
