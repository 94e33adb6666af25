package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import dev.promptmeter.score.CheckSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The warm-up requests: the last rows of the last dataset, so that a prompt cache is not filled with the first. Recorded as repeat 0;
 * they cost money and enter no other figure.
 */
final class Warmup {

    private static final int DEFAULT_REQUESTS = 2;
    private static final int SMALL_RUN = 20;

    private final RunPlan plan;
    private final Runner.Surroundings surroundings;
    private final AnswerKey keys = new AnswerKey();
    private final Batch<Case> batch = new Batch<>("promptmeter-warmup");

    Warmup(RunPlan plan, Runner.Surroundings surroundings) {
        this.plan = plan;
        this.surroundings = surroundings;
    }

    /** Sends them, at most as many at once as the run has slots, and waits for them; a failure means nothing. Then memory is tidied up. */
    void run(RunContext running) throws InterruptedException {
        List<Case> cases = cases();
        if (cases.isEmpty()) {
            return;
        }
        List<Callable<Case>> requests = new ArrayList<>();
        cases.forEach(each -> requests.add(() -> {
            send(each, running);
            return each;
        }));
        batch.run(Math.min(plan.load().slots(), cases.size()), requests);
        StartResidue.collect();
    }

    /** Cancels what is in flight and sends no more. */
    void abort() {
        batch.abort();
    }

    /** {@return what is sent: the first prompt of each of the last rows, for every model} */
    List<Case> cases() {
        int wanted = wanted();
        if (wanted == 0 || plan.datasets().isEmpty()) {
            return List.of();
        }
        PlannedDataset planned = plan.datasets().get(plan.datasets().size() - 1);
        List<Case> cases = new ArrayList<>();
        for (Row row : lastRows(planned, wanted)) {
            for (Model model : planned.models()) {
                Case asked = one(planned, row, model, cases.size() + 1);
                if (!cached(asked)) {
                    cases.add(asked);
                }
            }
        }
        return cases;
    }

    private Case one(PlannedDataset planned, Row row, Model model, int number) {
        Prompt prompt = planned.prompts().get(0);
        byte[] body = RequestBodies.of(model, prompt, row, planned.variables(row));
        CaseId id = new CaseId(planned.id(), row.id(), prompt.id(), model.id(), 0);
        String key = keys.of(AnswerKey.endpoint(model.baseUri()), planned.id(), keys.bodySha(body), number, 0);
        return new Case(id, row, model, body, key, CheckSet.NONE);
    }

    /** A run that has its answers already pays nothing to be warm. */
    private boolean cached(Case asked) {
        if (surroundings.cache() == AnswerCache.NONE) {
            return false;
        }
        String endpoint = AnswerKey.endpoint(asked.model().baseUri());
        String key = keys.of(endpoint, asked.id().dataset(), keys.bodySha(asked.body()), 1, 1);
        return surroundings.cache().find(key) != null;
    }

    private int wanted() {
        if (plan.warmup() != null) {
            return plan.warmup();
        }
        long cases = plan.datasets().stream()
                .mapToLong(each -> (long) rows(each)
                        * each.prompts().size()
                        * each.models().size()
                        * plan.repeat())
                .sum();
        return cases < SMALL_RUN ? 0 : DEFAULT_REQUESTS;
    }

    /** {@return how many rows are asked at most} */
    private static int rows(PlannedDataset planned) {
        int rows = planned.dataset().info().rows();
        Integer limit = planned.selection().limit();
        Selection.Sample sample = planned.selection().sample();
        int most = limit != null ? limit : sample != null ? rows(sample, rows) : rows;
        Shard shard = planned.selection().shard();
        return Math.min(rows, most) / (shard == null ? 1 : shard.count());
    }

    private static int rows(Selection.Sample sample, int of) {
        return sample.n() != null ? sample.n() : (int) Math.ceil(of * Objects.requireNonNull(sample.fraction()));
    }

    private static List<Row> lastRows(PlannedDataset planned, int wanted) {
        Deque<Row> last = new ArrayDeque<>();
        RowSelection selection = RowSelection.of(planned);
        try (RowReader rows = planned.dataset().open()) {
            for (Row row = next(rows, selection); row != null; row = next(rows, selection)) {
                if (selection.count(row) > 0
                        && row.skip() == null
                        && row.options().providedOutput() == null) {
                    last.addLast(row);
                }
                if (last.size() > wanted) {
                    last.removeFirst();
                }
            }
        }
        return List.copyOf(last);
    }

    private static @Nullable Row next(RowReader rows, RowSelection selection) {
        return selection.exhausted() ? null : rows.next();
    }

    private void send(Case asked, RunContext running) {
        Pending pending = new Pending(asked, History.Past.NOTHING);
        pending.passage().take(running.traffic().routes().of(asked.model()));
        try {
            boolean over = false;
            while (!over && running.queue().enter(pending)) {
                over = askAndLeave(pending, running);
            }
        } catch (UnrecordedException e) {
            running.crashed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whether it is over; not while there is no money for it before others are back} */
    private boolean askAndLeave(Pending pending, RunContext running) throws InterruptedException {
        try {
            ask(pending.asked(), running);
            return true;
        } catch (NotAdmitted e) {
            // Whoever cannot pay for it goes without; the first case says so.
            return !e.passes();
        } finally {
            running.queue().leave(pending);
        }
    }

    private void ask(Case asked, RunContext running) throws InterruptedException {
        if (running.stopped()) {
            return;
        }
        Long reserved = running.spending().admit(asked);
        String requestId = running.requestIds().of(asked.key(), 0, 1);
        Intent intent = new Intent(asked.id(), asked.key(), 1, requestId, 0, null, asked.body());
        surroundings.recorder().intent(intent.reserving(reserved));
        long now = surroundings.ticker().nanos();
        Stopwatch stopwatch = new Stopwatch(surroundings.ticker()::nanos, now, now);
        RecordedAnswer answer = asked.model().wire().endpoint().ask(asked.request(requestId), stopwatch);
        surroundings.recorder().answer(answer);
        running.spending().settle(reserved, asked, answer);
    }
}
