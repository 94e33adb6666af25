package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The warm-up requests: the last rows of the last dataset, so that a prompt cache is not filled with the first. Recorded as repeat 0;
 * they cost money and enter no other figure.
 */
final class Warmup {

    private static final int DEFAULT_REQUESTS = 2;
    private static final int SMALL_RUN = 20;

    private final RunPlan plan;
    private final Runner.Surroundings surroundings;
    private final RequestIds requestIds;
    private final AnswerKey keys = new AnswerKey();

    Warmup(RunPlan plan, Runner.Surroundings surroundings, RequestIds requestIds) {
        this.plan = plan;
        this.surroundings = surroundings;
        this.requestIds = requestIds;
    }

    /** Sends them, at most so many at once, and waits for them; a failure means nothing. */
    void run(int atOnce) throws InterruptedException {
        List<Runnable> requests = requests();
        if (requests.isEmpty()) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(atOnce, requests.size()), work -> {
            Thread thread = new Thread(work, "promptmeter-warmup");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> sent = new ArrayList<>();
            requests.forEach(request -> sent.add(pool.submit(request)));
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a warm-up request broke", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Runnable> requests() {
        if (plan.datasets().isEmpty()) {
            return List.of();
        }
        PlannedDataset planned = plan.datasets().get(plan.datasets().size() - 1);
        List<Runnable> requests = new ArrayList<>();
        for (Row row : lastRows(planned, wanted())) {
            for (Model model : planned.models()) {
                int number = requests.size() + 1;
                requests.add(() -> send(planned, row, model, number));
            }
        }
        return requests;
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
        int most = limit != null ? limit : sample != null ? sample.n() : rows;
        return Math.min(rows, most);
    }

    private static List<Row> lastRows(PlannedDataset planned, int wanted) {
        Deque<Row> last = new ArrayDeque<>();
        if (wanted == 0 || planned.prompts().isEmpty()) {
            return List.of();
        }
        int left = rows(planned);
        try (RowReader rows = planned.dataset().open()) {
            for (Row row = rows.next(); row != null && left > 0; row = rows.next(), left--) {
                if (row.skip() == null && row.options().providedOutput() == null) {
                    last.addLast(row);
                }
                if (last.size() > wanted) {
                    last.removeFirst();
                }
            }
        }
        return List.copyOf(last);
    }

    private void send(PlannedDataset planned, Row row, Model model, int number) {
        try {
            Prompt prompt = planned.prompts().get(0);
            byte[] body = RequestBodies.of(model, prompt, row, planned.variables(row));
            CaseId id = new CaseId(planned.id(), row.id(), prompt.id(), model.id(), 0);
            String key = key(planned, model, body);
            String requestId = requestIds.of(key, 0, number);
            surroundings.recorder().intent(new Intent(id, key, number, requestId, 0, null, body));
            long now = surroundings.ticker().nanos();
            Stopwatch stopwatch = new Stopwatch(surroundings.ticker()::nanos, now, now);
            boolean stream = model.delivery() == Model.Delivery.STREAM;
            RecordedAnswer answer =
                    model.wire().endpoint().ask(new WireRequest(requestId, body, stream), stopwatch);
            surroundings.recorder().answer(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String key(PlannedDataset planned, Model model, byte[] body) {
        return keys.of(AnswerKey.endpoint(model.baseUri()), planned.id(), keys.bodySha(body), 1, 0);
    }
}
