package dev.promptmeter.run;

import dev.promptmeter.run.Interview.Matter;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.Contest;
import dev.promptmeter.score.Question;
import dev.promptmeter.score.Rulings;
import dev.promptmeter.score.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shares out what a judge is asked about answers that are compared with each other: no question is put twice. */
final class SharedInterviews {

    private final Interviews interviews;
    private final List<Pending> answered;
    private final Map<Pending, Matter> matters = new HashMap<>();
    private final Map<Pending, List<JudgeCall>> shared = new HashMap<>();
    private final List<Pending> open;

    SharedInterviews(Siblings siblings, Interviews interviews) {
        this.interviews = interviews;
        this.answered = siblings.answered();
        this.open = siblings.open();
        List<Answer> answers = answered.stream()
                .map(each -> Conclusions.answer(each.unjudged()))
                .toList();
        for (int i = 0; i < answered.size(); i++) {
            Pending each = answered.get(i);
            Contest contest = new Contest(answers, i, siblings.absent());
            matters.put(each, matter(each, answers.get(i), contest));
        }
    }

    private static Matter matter(Pending pending, Answer answer, Contest contest) {
        Case asked = pending.asked();
        Subject subject = new Subject(answer, () -> AskedText.of(asked.body()), () -> contest);
        return new Matter(pending.unjudged(), asked.checks(), subject);
    }

    /** Gives every answer without a result its interview. */
    void begin() {
        Set<Pending> certain = new HashSet<>();
        open.stream().filter(each -> interviews.certain(matter(each))).forEach(certain::add);
        if (certain.size() == open.size()) {
            open.forEach(each -> each.begin(new Interview(matter(each), List.of(), Rulings.SPARED, null)));
            return;
        }
        shareOut();
        Comparison comparison =
                new Comparison(shared.values().stream().flatMap(List::stream).toList());
        open.forEach(
                each -> each.begin(certain.contains(each) ? onlyCompared(each, comparison) : asked(each, comparison)));
    }

    private Matter matter(Pending pending) {
        Matter matter = matters.get(pending);
        if (matter == null) {
            throw new IllegalStateException(
                    "no answer of " + pending.asked().id().text());
        }
        return matter;
    }

    /** An answer that has its result asks nothing any more: what its questions lack is asked for the first that has none. */
    private void shareOut() {
        Set<String> put = new HashSet<>();
        for (Pending each : answered) {
            Pending asking = each.settled() ? open.get(0) : each;
            List<Question> questions = questions(each).stream()
                    .filter(Question::compares)
                    .filter(question -> put.add(question.identity(0)))
                    .toList();
            shared.computeIfAbsent(asking, none -> new ArrayList<>()).addAll(calls(asking, questions));
        }
    }

    private List<Question> questions(Pending pending) {
        Matter matter = matter(pending);
        return matter.checks().questions(matter.subject());
    }

    private List<JudgeCall> calls(Pending pending, List<Question> questions) {
        return interviews.calls(pending.asked(), pending.unjudged(), questions);
    }

    /** The others need to know how it compares; all else about it is certain. */
    private Interview onlyCompared(Pending pending, Comparison comparison) {
        Rulings rulings = question -> (question.compares() ? comparison : Rulings.SPARED).on(question);
        return new Interview(matter(pending), shared(pending), rulings, comparison);
    }

    private Interview asked(Pending pending, Comparison comparison) {
        List<JudgeCall> own = calls(
                pending,
                questions(pending).stream().filter(each -> !each.compares()).toList());
        Rulings alone = new CallRulings(own);
        Rulings rulings = question -> (question.compares() ? comparison : alone).on(question);
        List<JudgeCall> all = new ArrayList<>(own);
        all.addAll(shared(pending));
        return new Interview(matter(pending), all, rulings, comparison);
    }

    private List<JudgeCall> shared(Pending pending) {
        return shared.getOrDefault(pending, List.of());
    }
}
