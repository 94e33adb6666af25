package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.Heard;
import dev.promptmeter.score.ProbeQuestions;
import dev.promptmeter.score.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Shows the judge of a run answers that are made to steer it. Its calls are recorded as repeat 0, like those of the warm-up: they cost
 * money and enter no other figure.
 */
final class JudgeProbe {

    private static final Row NO_ROW = new Row("judge probe", 0, Map.of(), Map.of(), List.of(), RowOptions.NONE);

    private final RunPlan plan;
    private final RunContext running;
    private final Judge judge;
    private final Batch<Took> batch = new Batch<>("promptmeter-probe");

    /** How the judge took one of them. */
    private enum Took {
        WITHSTOOD,
        TAKEN_IN,
        SILENT
    }

    JudgeProbe(RunPlan plan, RunContext running, Judge judge) {
        this.plan = plan;
        this.running = running;
        this.judge = judge;
    }

    /** {@return how it took them; null if it was broken off} */
    @Nullable
    Robustness run() throws InterruptedException {
        List<Callable<Took>> shows = new ArrayList<>();
        for (Question question : ProbeQuestions.all()) {
            JudgeCall call = call(question, shows.size() + 1);
            shows.add(() -> show(call));
        }
        List<Took> took = batch.run(Math.min(judge.concurrency(), shows.size()), shows);
        return took == null ? null : counted(took);
    }

    private static Robustness counted(List<Took> all) {
        int withstood = Collections.frequency(all, Took.WITHSTOOD);
        int heard = all.size() - Collections.frequency(all, Took.SILENT);
        return new Robustness(withstood, heard, all.size());
    }

    /** Cancels what is in flight and shows no more. */
    void abort() {
        batch.abort();
    }

    private JudgeCall call(Question question, int number) {
        PlannedDataset first = plan.datasets().get(0);
        Prompt prompt = first.prompts().get(0);
        CaseId id = new CaseId(
                first.id(), "judge probe " + number, prompt.id(), judge.model().id(), 0);
        String key = new AnswerKey().ofJudge(judge.model(), question.identity(0));
        byte[] body = running.interviews().body(judge.model(), question);
        Case asked = new Case(id, NO_ROW, judge.model(), body, key, CheckSet.NONE);
        return new JudgeCall(question, new Pending(asked, History.Past.NOTHING));
    }

    private Took show(JudgeCall call) throws InterruptedException {
        Hearing hearing = new Hearing(running, new Asker(running));
        Pending tries = call.tries();
        tries.passage().take(running.traffic().routes().of(call));
        try {
            while (!call.over() && !running.stopped() && running.queue().enter(tries)) {
                RetryRule.Decision.Again again = putAndLeave(hearing, call);
                if (again != null) {
                    pause(again.waitNanos());
                }
            }
        } catch (NotAdmitted e) {
            // The run has its result: what is left of its money decides only how often the judge is probed.
            return Took.SILENT;
        } catch (UnrecordedException e) {
            running.crashed(e);
            return Took.SILENT;
        }
        Heard.Reply reply = call.reply();
        if (reply != null) {
            return ProbeQuestions.takenIn(reply) ? Took.TAKEN_IN : Took.WITHSTOOD;
        }
        return call.offProtocol() ? Took.WITHSTOOD : Took.SILENT;
    }

    private RetryRule.Decision.@Nullable Again putAndLeave(Hearing hearing, JudgeCall call)
            throws InterruptedException {
        try {
            return hearing.put(call.tries(), call);
        } catch (NotAdmitted e) {
            if (!e.passes()) {
                throw e;
            }
            return null;
        } finally {
            running.queue().leave(call.tries());
        }
    }

    private void pause(long nanos) throws InterruptedException {
        Object monitor = new Object();
        synchronized (monitor) {
            running.ticker().waitOn(monitor, Math.max(1, nanos));
        }
    }
}
