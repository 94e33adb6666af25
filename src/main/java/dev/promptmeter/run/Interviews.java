package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.Tariff;
import dev.promptmeter.run.Interview.Matter;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Question;
import dev.promptmeter.score.Rulings;
import dev.promptmeter.score.Subject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a run's judge is asked about which answer, and what it is not asked again. Safe for many threads. */
final class Interviews {

    private static final int MARK_BYTES = 16;
    private static final String PROVIDED = "provided";
    private static final String CACHED = "cached";

    private final Advisers advisers;
    private final History history;
    private final Tariff tariff;
    private final JudgeBudget budget;
    private final JudgeBudget unlimited = JudgeBudget.unlimited();
    private final AccessGuard judges = new AccessGuard();
    private final AccessGuard embedders = new AccessGuard();
    private final SecureRandom random = new SecureRandom();

    Interviews(Advisers advisers, Tariff tariff, History history) {
        this.advisers = advisers;
        this.history = history;
        this.tariff = tariff;
        Judge judge = advisers.judge();
        this.budget = judge == null
                ? JudgeBudget.unlimited()
                : JudgeBudget.of(judge, tariff.of(judge.model().id()).orElse(null), spent(judge));
    }

    /** What earlier starts have paid, or may have; only asked for where it matters, since it takes reading. */
    private long spent(Judge judge) {
        if (judge.maxPico() == null) {
            return 0;
        }
        long[] sum = {0};
        history.toJudges(sent -> sum[0] = Cost.sum(sum[0], spent(judge.model(), sent)));
        return sum[0];
    }

    private long spent(Model judge, History.Sent sent) {
        Exchange exchange = sent.answer() == null ? null : judge.wire().reader().read(sent.answer());
        Long charged = exchange == null
                ? null
                : tariff.charged(judge.id(), exchange, tariff.prices().costOf(judge.id(), exchange));
        byte[] body = sent.body();
        return charged == null ? tariff.most(judge.id(), body.length, OutputLimit.assumed(body)) : charged;
    }

    /** {@return what calls to that one may cost} */
    JudgeBudget budget(JudgeCall call) {
        return call.question().asker() == Question.Asker.JUDGE ? budget : unlimited;
    }

    /** Whoever was asked said something. */
    void answered(JudgeCall call, Answered answered) {
        guard(call).answered();
        call.answered(answered);
    }

    /** {@return a reason to stop, after a call failed for good: a key that is refused leaves every other answer unheard too} */
    Optional<Stop> failed(JudgeCall call, Failed failed) {
        call.failed(failed);
        return guard(call).refuses(failed) ? Optional.of(StopTexts.access(call, failed)) : Optional.empty();
    }

    private AccessGuard guard(JudgeCall call) {
        return call.question().asker() == Question.Asker.JUDGE ? judges : embedders;
    }

    /** {@return what is asked about that answer; null if its result does not wait for the judge} */
    @Nullable
    Interview about(Case asked, CaseResult unjudged) {
        CheckSet checks = asked.checks();
        Subject subject = subject(asked, unjudged);
        Matter matter = new Matter(unjudged, checks, subject);
        if (certain(matter)) {
            return null;
        }
        return new Interview(matter, calls(asked, unjudged, checks.questions(subject)));
    }

    /** Makes ready what is asked about answers that are compared with each other, each of which then has its interview. */
    void compare(Siblings siblings) {
        new SharedInterviews(siblings, this).begin();
    }

    /** {@return whether nobody is asked about that answer, since its verdict is certain} */
    boolean certain(Matter matter) {
        return advisers.sparing()
                && matter.checks().grade(matter.subject(), Rulings.NONE).verdict() != CaseVerdict.ERROR;
    }

    /** {@return the calls that put these questions about that answer} */
    List<JudgeCall> calls(Case asked, CaseResult unjudged, List<Question> questions) {
        List<JudgeCall> calls = new ArrayList<>();
        for (Question question : questions) {
            Model model = advisers.model(question.asker());
            for (int index = 0; model != null && index < advisers.repeat(question); index++) {
                Case about = new Case(asked.id(), asked.row(), model, asked.body(), asked.key(), CheckSet.NONE);
                calls.add(call(about, judged(asked, unjudged, question), question, index));
            }
        }
        return calls;
    }

    /** {@return the result of an answer about which nobody is asked} */
    CaseResult spared(Case asked, CaseResult unjudged) {
        Subject subject = subject(asked, unjudged);
        return Conclusions.judged(unjudged, asked.checks().grade(subject, Rulings.SPARED), Judging.NONE);
    }

    private static Subject subject(Case asked, CaseResult unjudged) {
        return new Subject(Conclusions.answer(unjudged), () -> AskedText.of(asked.body()));
    }

    private static Pending.Judged judged(Case asked, CaseResult unjudged, Question question) {
        List<Attempt> attempts = unjudged.attempts();
        String request = attempts.isEmpty()
                ? unasked(unjudged.origin())
                : attempts.get(attempts.size() - 1).requestId();
        return new Pending.Judged(asked.key(), new Intent.About(request, question.asker()));
    }

    private static String unasked(Answer.Origin origin) {
        return origin == Answer.Origin.CACHED ? CACHED : PROVIDED;
    }

    /** The case that it is about comes with the model to ask. */
    private JudgeCall call(Case about, Pending.Judged judged, Question question, int index) {
        Model model = about.model();
        Recall recall = new Recall(advisers, history, about.id());
        String key = recall.key(model, question, index);
        History.Past past = recall.past(key);
        Case asked = new Case(about.id(), about.row(), model, body(model, question), key, CheckSet.NONE);
        JudgeCall call = new JudgeCall(question, Pending.toJudge(asked, past, judged));
        recall.reply(model, question, past).ifPresent(call::replied);
        return call;
    }

    /** {@return the request that puts that question, with a mark of its own} */
    byte[] body(Model model, Question question) {
        return model.wire()
                .writer()
                .write(new ChatRequest(model.name(), question.messages(this::mark), model.params(), false));
    }

    private String mark(String... texts) {
        String mark = mark();
        while (standsIn(texts, mark)) {
            mark = mark();
        }
        return mark;
    }

    private static boolean standsIn(String[] texts, String mark) {
        return Arrays.stream(texts).anyMatch(text -> text.contains(mark));
    }

    private String mark() {
        byte[] bytes = new byte[MARK_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
