package dev.promptmeter.score;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checks of one case, in the order suite, dataset, row. Immutable, safe for many threads; made once for each row. */
public final class CheckSet {

    /** No check at all: a case only shows whether it was answered. */
    public static final CheckSet NONE = new CheckSet(List.of(), null);

    private final List<PreparedCheck> checks;
    private final @Nullable Double threshold;
    private final boolean answerImplied;
    private final boolean asksModel;
    private final boolean comparesAnswers;
    private final OfferedTools tools;
    private final SharedHash hash;

    /** The hash of sets that mean the same, made when one of them is first asked for it. */
    private static final class SharedHash {
        private volatile @Nullable String sha;
    }

    private CheckSet(List<PreparedCheck> checks, @Nullable Double threshold) {
        this.checks = List.copyOf(checks);
        this.threshold = threshold;
        this.answerImplied = ImpliedAnswer.impliedBy(checks);
        this.asksModel = anyAsksModel(checks);
        this.comparesAnswers = asksModel && single().anyMatch(check -> check.judgement() instanceof BestOfAnswers);
        this.tools = OfferedTools.NONE;
        this.hash = new SharedHash();
    }

    private CheckSet(CheckSet same, OfferedTools tools, SharedHash hash) {
        this.checks = same.checks;
        this.threshold = same.threshold;
        this.answerImplied = same.answerImplied;
        this.asksModel = same.asksModel;
        this.comparesAnswers = same.comparesAnswers;
        this.tools = tools;
        this.hash = hash;
    }

    private static boolean anyAsksModel(List<PreparedCheck> checks) {
        for (PreparedCheck check : checks) {
            if (check.asksModel()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the checks of a case in order.
     *
     * @param rowThreshold what the weighted score must reach, above 0 and up to 1; null if every check must pass
     * @throws CheckException if there is a threshold and every check weighs nothing
     */
    public static CheckSet of(List<PreparedCheck> checks, @Nullable Double rowThreshold) {
        if (rowThreshold != null && !checks.isEmpty() && weightless(checks)) {
            throw new CheckException(
                    "PM-1402", "a threshold needs a check that weighs something: every check of this row has weight 0");
        }
        return new CheckSet(checks, rowThreshold);
    }

    private static boolean weightless(List<PreparedCheck> checks) {
        return checks.stream().allMatch(prepared -> prepared.check().weight() == 0);
    }

    /** {@return the same checks; the hash is made once for both if the other set judges alike, as sets of neighbouring rows often do} */
    public CheckSet besides(CheckSet other) {
        return judgesLike(other) ? new CheckSet(this, tools, other.hash) : this;
    }

    private boolean judgesLike(CheckSet other) {
        if (checks.size() != other.checks.size() || !Objects.equals(threshold, other.threshold)) {
            return false;
        }
        for (int i = 0; i < checks.size(); i++) {
            if (!checks.get(i).judgesLike(other.checks.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@return the same checks for answers to a request that offers these tools} */
    public CheckSet offering(OfferedTools other) {
        return other == tools || checks.isEmpty() ? this : new CheckSet(this, other, hash);
    }

    /** {@return whether the author wrote any check; without one a case only shows whether it was answered} */
    public boolean checked() {
        return !checks.isEmpty();
    }

    /** {@return every check that a grade may have an outcome of, in the order of its outcomes: the author's, then the implied one} */
    public List<Check> judged() {
        List<Check> judged = new ArrayList<>(checks.size() + 1);
        checks.forEach(prepared -> judged.add(prepared.check()));
        judged.add(ImpliedAnswer.EMPTY.check());
        return judged;
    }

    /** {@return the SHA-256 of everything that decides what these checks say, 64 hex digits; two sets with one hash judge alike} */
    public String sha() {
        String known = hash.sha;
        if (known == null) {
            known = CheckHash.of(checks, threshold);
            hash.sha = known;
        }
        return known;
    }

    /** {@return the versions of the scorers that judge, and of whoever they ask, by the type of check; those inside groups among them} */
    public Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        Stream.concat(checks.stream(), single())
                .forEach(check -> versions.put(check.check().type(), check.version()));
        return versions;
    }

    /** {@return whether a model has a say in one of them} */
    public boolean asksModel() {
        return asksModel;
    }

    /** {@return whether a judge decides one of them} */
    public boolean asksJudge() {
        return single().anyMatch(check ->
                check.judgement() instanceof AskingJudgement model && model.asker() == Question.Asker.JUDGE);
    }

    /** {@return whether one of them compares the answers to a row with each other, so that one can be judged when all have come} */
    public boolean comparesAnswers() {
        return comparesAnswers;
    }

    /** {@return what to ask about that answer, each question once; empty if nobody needs to be asked} */
    public List<Question> questions(Subject subject) {
        Map<String, Question> questions = new LinkedHashMap<>();
        single().forEach(check -> {
            if (check.judgement() instanceof AskingJudgement model) {
                model.questions(subject).forEach(each -> questions.putIfAbsent(each.identity(0), each));
            }
        });
        return List.copyOf(questions.values());
    }

    /** {@return whether a judge that was asked more than once said different things about one of the checks} */
    public boolean disagreed(Subject subject, Rulings rulings) {
        return single().anyMatch(check ->
                check.judgement() instanceof AskingJudgement model && model.disagreed(subject, rulings));
    }

    /** {@return how far the order decides in which a judge was shown answers that are compared; each two count for one of both only} */
    public OrderEffect orderEffect(Subject subject, Rulings rulings) {
        return comparesAnswers
                ? single().map(PreparedCheck::judgement)
                        .filter(AskingJudgement.class::isInstance)
                        .map(judgement -> ((AskingJudgement) judgement).orderEffect(subject, rulings))
                        .reduce(OrderEffect.NONE, OrderEffect::plus)
                : OrderEffect.NONE;
    }

    private Stream<PreparedCheck> single() {
        return checks.stream().flatMap(PreparedCheck::single);
    }

    /**
     * {@return what the checks say of that answer together, those that a model has a say in being unscored; never throws because of what a
     * model said}
     */
    public Grade grade(Answer measured) {
        Answer answer = offered(measured);
        List<Outcome> outcomes = new ArrayList<>(checks.size() + 1);
        for (PreparedCheck check : checks) {
            outcomes.add(check.judge(answer));
        }
        return together(answer, outcomes);
    }

    /** {@return what the checks say of that answer together, after a judge was asked} */
    public Grade grade(Subject measured, Rulings rulings) {
        Subject subject = measured.with(offered(measured.answer()));
        List<Outcome> outcomes = new ArrayList<>(checks.size() + 1);
        for (PreparedCheck check : checks) {
            outcomes.add(check.judge(subject, rulings));
        }
        return together(subject.answer(), outcomes);
    }

    private Answer offered(Answer measured) {
        return tools == OfferedTools.NONE ? measured : measured.offered(tools);
    }

    private Grade together(Answer answer, List<Outcome> outcomes) {
        WeightedScore score = WeightedScore.of(outcomes);
        if (answerImplied && EmptyText.holds(answer.completion())) {
            outcomes.add(ImpliedAnswer.EMPTY);
            return new Grade(
                    CaseVerdict.FAIL, score.value(), ImpliedAnswer.EMPTY.score().reason(), null, outcomes);
        }
        CaseVerdict verdict = score.verdict(threshold);
        String reason = verdict == CaseVerdict.PASS ? null : score.reason(verdict, threshold, outcomes);
        FailureKind kind = verdict == CaseVerdict.ERROR ? WeightedScore.kind(outcomes) : null;
        return new Grade(verdict, score.value(), reason, kind, outcomes);
    }
}
