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
    private final Map<String, LaneForecast> lanes = new LinkedHashMap<>();
    private final Map<String, String> questions = new LinkedHashMap<>();
    private final List<Case> compared = new ArrayList<>();
    private long results;
    private long judged;

    Forecaster(RunPlan plan) {
        this.plan = plan;
    }

    Forecast forecast() {
        try (CaseSource source = new CaseSource(plan, Unrecorded.INSTANCE)) {
            for (Case asked = source.next(); asked != null; asked = source.next()) {
                results++;
                add(asked);
            }
            judgeCompared();
        }
        var nowhere = new Runner.Surroundings("", Unrecorded.INSTANCE, History.NONE, Ticker.system());
        for (Case asked : new Warmup(plan, nowhere).cases()) {
            lane(Forecast.Purpose.CASES, asked.model()).addWarmup(asked.body());
        }
        probe();
        return new Forecast(
                results, lanes.values().stream().map(LaneForecast::lane).toList(), questions);
    }

    private void add(Case asked) {
        Row row = asked.row();
        if (row.skip() != null) {
            return;
        }
        String provided = row.options().providedOutput();
        if (provided == null) {
            questions.computeIfAbsent(asked.id().prompt(), id -> AskedText.of(asked.body()));
            lane(Forecast.Purpose.CASES, asked.model()).add(asked.body());
        }
        if (asked.checks().asksModel()) {
            judged += asked.checks().asksJudge() ? 1 : 0;
            if (!compared.isEmpty() && !together(compared.get(0), asked)) {
                judgeCompared();
            }
            compared.add(asked);
        }
    }

    private static boolean together(Case one, Case other) {
        return one.seat() != null
                && other.seat() != null
                && one.seat().siblings() == other.seat().siblings();
    }

    /** Those that are compared with each other stand next to each other in the plan; most cases stand alone. */
    private void judgeCompared() {
        List<Answer> answers = new ArrayList<>();
        for (Case each : compared) {
            answers.add(answer(each.row().options().providedOutput(), answers.size()));
        }
        Set<String> put = new HashSet<>();
        for (int i = 0; i < compared.size(); i++) {
            Case asked = compared.get(i);
            Contest contest = new Contest(answers, i, 0);
            Subject subject = new Subject(answers.get(i), () -> AskedText.of(asked.body()), () -> contest);
            long more = asked.row().options().providedOutput() == null ? answerBytes(asked.body()) : 0;
            for (Question question : asked.checks().questions(subject)) {
                if (!question.compares()) {
                    judge(question, more);
                } else if (put.add(question.identity(0))) {
                    judge(question, 2 * more);
                }
            }
        }
        compared.clear();
    }

    private void judge(Question question, long more) {
        Model model = plan.advisers().model(question.asker());
        for (int index = 0; model != null && index < plan.advisers().repeat(question); index++) {
            ask(model, question, more);
        }
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
        if (judge != null && judge.probed(judged)) {
            ProbeQuestions.all().forEach(question -> ask(judge.model(), question, 0));
        }
    }

    private LaneForecast lane(Forecast.Purpose purpose, Model model) {
        return lanes.computeIfAbsent(
                purpose + " " + model.id(), key -> new LaneForecast(purpose, model.id(), plan.prices()));
    }
}
