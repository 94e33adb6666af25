package dev.promptmeter.run;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.Contest;
import dev.promptmeter.score.ProbeQuestions;
import dev.promptmeter.score.Question;
import dev.promptmeter.score.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through a plan as a run would, and counts instead of asking. */
final class Forecaster {

    private static final String MARK = "0".repeat(32);
    private static final String SOME_ANSWER = "answer ";

    /** Of an answer that a judge is shown: it cuts longer ones. */
    private static final long MOST_ANSWER_BYTES = 4 * 32_768;

    private final RunPlan plan;
    private final History history;
    private final AnswerCache cache;
    private final Map<String, LaneForecast> lanes = new LinkedHashMap<>();
    private final Map<String, String> questions = new LinkedHashMap<>();
    private final List<Shown> compared = new ArrayList<>();
    private long results;
    private long cached;
    private long onRecord;
    private long judged;

    /**
     * An answer that a judge may be shown.
     *
     * @param text of the answer; null if it is yet to come
     * @param settled whether nobody asks about it for its own sake
     */
    private record Shown(Case asked, @Nullable String text, boolean settled) {

        /** {@return bytes that it may have beyond those of any text that stands for it} */
        long more() {
            return text == null ? answerBytes(asked.body()) : 0;
        }
    }

    Forecaster(RunPlan plan, History history, AnswerCache cache) {
        this.plan = plan;
        this.history = history;
        this.cache = cache;
    }

    Forecast forecast() {
        try (CaseSource source = new CaseSource(plan, Unrecorded.INSTANCE)) {
            for (Case asked = source.next(); asked != null; asked = source.next()) {
                results++;
                add(asked);
            }
            judgeCompared();
        }
        if (history == History.NONE && sends()) {
            var nowhere = new Runner.Surroundings("", Unrecorded.INSTANCE, history, Ticker.system(), cache);
            for (Case asked : new Warmup(plan, nowhere).cases()) {
                lane(Forecast.Purpose.CASES, asked.model()).addWarmup(asked.body());
            }
        }
        probe();
        return new Forecast(
                results,
                cached,
                onRecord,
                spent(),
                lanes.values().stream().map(LaneForecast::lane).toList(),
                questions);
    }

    private boolean sends() {
        return cache.misses() == AnswerCache.Misses.ASKED;
    }

    private long spent() {
        if (plan.limits().spend().maxPico() == null) {
            return 0;
        }
        PastSpending past = new PastSpending(plan);
        history.sent(past::add);
        return Cost.sum(past.spent(), past.held());
    }

    private void add(Case asked) {
        Row row = asked.row();
        if (row.skip() != null) {
            return;
        }
        Known known = Known.of(asked, history, cache);
        String provided = row.options().providedOutput();
        if (provided == null) {
            count(asked, known);
        }
        if (asked.checks().asksModel() && sends()) {
            String answer = known.answered() == null
                    ? provided
                    : known.answered().completion().text();
            judge(new Shown(asked, answer, known.settled()));
        }
    }

    private void count(Case asked, Known known) {
        questions.computeIfAbsent(asked.id().prompt(), id -> AskedText.of(asked.body()));
        cached += known.from() == Known.From.CACHE ? 1 : 0;
        onRecord += known.answers() && known.from() != Known.From.CACHE ? 1 : 0;
        if (!known.answers() && sends()) {
            lane(Forecast.Purpose.CASES, asked.model()).add(asked.body());
        }
    }

    private void judge(Shown shown) {
        judged += shown.asked().checks().asksJudge() && !shown.settled() ? 1 : 0;
        if (!compared.isEmpty() && !together(compared.get(0).asked(), shown.asked())) {
            judgeCompared();
        }
        compared.add(shown);
    }

    private static boolean together(Case one, Case other) {
        return one.seat() != null
                && other.seat() != null
                && one.seat().siblings() == other.seat().siblings();
    }

    /** Those that are compared with each other stand next to each other in the plan; most cases stand alone. */
    private void judgeCompared() {
        if (!compared.stream().allMatch(Shown::settled)) {
            List<Answer> answers = new ArrayList<>();
            compared.forEach(each -> answers.add(answer(each.text(), answers.size())));
            long most = compared.stream().mapToLong(Shown::more).max().orElse(0);
            Set<String> put = new HashSet<>();
            for (int i = 0; i < compared.size(); i++) {
                Contest contest = new Contest(answers, i, 0);
                questions(compared.get(i), contest, most, put);
            }
        }
        compared.clear();
    }

    private void questions(Shown shown, Contest contest, long most, Set<String> put) {
        Case asked = shown.asked();
        Subject subject =
                new Subject(contest.answers().get(contest.place()), () -> AskedText.of(asked.body()), () -> contest);
        for (Question question : asked.checks().questions(subject)) {
            if (question.compares() && put.add(question.identity(0))) {
                judge(asked, question, 2 * most);
            } else if (!question.compares() && !shown.settled()) {
                judge(asked, question, shown.more());
            }
        }
    }

    private void judge(Case about, Question question, long more) {
        Model model = plan.advisers().model(question.asker());
        for (int index = 0; model != null && index < plan.advisers().repeat(question); index++) {
            if (more > 0 || !replied(about, model, question, index)) {
                ask(model, question, more);
            }
        }
    }

    private boolean replied(Case about, Model model, Question question, int index) {
        Recall recall = new Recall(plan.advisers(), history, about.id());
        return history != History.NONE
                && recall.reply(model, question, recall.past(recall.key(model, question, index)))
                        .isPresent();
    }

    private static Answer answer(@Nullable String provided, int number) {
        Completion completion = new Completion(
                Completion.Kind.OK,
                provided == null ? SOME_ANSWER + number : provided,
                null,
                null,
                null,
                FinishReason.NONE,
                null,
                null,
                null,
                TokenUsage.NONE,
                null);
        return new Answer(completion, Answer.Origin.FRESH, null, null, null, Cost.NOTHING);
    }

    /** As many as the tokens of an answer are taken to be when they are sent on. */
    private static long answerBytes(byte[] body) {
        Long tokens = OutputLimit.written(body);
        return tokens == null ? MOST_ANSWER_BYTES : Math.min(MOST_ANSWER_BYTES, 3 * tokens);
    }

    private void ask(Model model, Question question, long more) {
        boolean judge = question.asker() == Question.Asker.JUDGE;
        byte[] body = model.wire()
                .writer()
                .write(new ChatRequest(model.name(), question.messages(texts -> MARK), model.params(), false));
        lane(judge ? Forecast.Purpose.JUDGE : Forecast.Purpose.EMBEDDINGS, model)
                .add(body, more);
    }

    private void probe() {
        Judge judge = plan.advisers().judge();
        if (judge != null && sends() && judge.probed(judged)) {
            ProbeQuestions.all().forEach(question -> ask(judge.model(), question, 0));
        }
    }

    private LaneForecast lane(Forecast.Purpose purpose, Model model) {
        return lanes.computeIfAbsent(
                purpose + " " + model.id(), key -> new LaneForecast(purpose, model.id(), plan.prices()));
    }
}
