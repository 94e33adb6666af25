package dev.promptmeter.run;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.Secret;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.chat.openai.Deadlines;
import dev.promptmeter.chat.openai.EndpointSettings;
import dev.promptmeter.chat.openai.HttpClients;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.chat.openai.OpenAiEndpoint;
import dev.promptmeter.chat.openai.OpenAiRequestWriter;
import dev.promptmeter.gate.ExitRules;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run of two rows with the real client: one that is answered, so that something has succeeded, and the one that meets a fault. It has
 * a client of its own, so that what a fault does to a connection strikes nobody else.
 *
 * @param result of the row with the fault, or of the first one if that has ended the run
 * @param stop why the run ended early; null if it did not
 * @param intents every attempt as it stands on record
 * @param exitCode what the program would end with
 */
record FaultRun(CaseResult result, @Nullable Stop stop, List<Intent> intents, int exitCode) {

    static final Secret KEY = Secret.of("sk-canary-0123456789abcdef");

    private static final String HEALTHY = "healthy ";

    /** Long enough for a machine that is busy with other things; short where a deadline is what ends an attempt. */
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private static final Duration SHORT = Duration.ofSeconds(2);

    /** For cases in which nothing is ever answered. */
    private static final Duration BRIEF = Duration.ofMillis(300);

    /** {@return what became of the question after another was answered} */
    static FaultRun of(FaultCase asked, String question, URI base) throws InterruptedException {
        return of(asked, List.of(HEALTHY + question, question), base);
    }

    /** {@return what became of the question in a run that asks nothing else} */
    static FaultRun alone(FaultCase asked, String question, URI base) throws InterruptedException {
        return of(asked, List.of(question), base);
    }

    private static FaultRun of(FaultCase asked, List<String> questions, URI base) throws InterruptedException {
        try (HttpClients clients = new HttpClients()) {
            var wire =
                    new Model.Wire(endpoint(asked, base, clients), new OpenAiRequestWriter(), new OpenAiAnswerReader());
            Model model = new Model("sim", "sim", base, asked.delivery(), Map.of(), null, wire);
            Retry retry = new Retry(asked.retries(), 1, SHORT, PATIENT);
            TestPlan plan = TestPlan.asking(model).retry(retry);
            questions.forEach(plan::row);
            MemoryRecorder recorder = new MemoryRecorder();
            List<CaseResult> seen = new ArrayList<>();
            String run = questions.get(questions.size() - 1);
            Stop stop = new Runner(plan.plan(), new Runner.Surroundings(run, recorder, History.NONE, Ticker.system()))
                    .run(seen::add);
            List<CaseResult> had =
                    seen.stream().filter(result -> !result.attempts().isEmpty()).toList();
            return new FaultRun(had.get(had.size() - 1), stop, recorder.intents(), exitCode(seen, stop));
        }
    }

    private static int exitCode(List<CaseResult> results, @Nullable Stop stop) {
        Tally tally = new Tally(new TallyPlan(List.of("sim"), List.of("default"), List.of(), 1, Slo.NONE, Set.of()));
        results.forEach(tally::add);
        Summary summary = tally.summary(results::forEach, new Tally.Course(1_000_000_000, results.size(), stop));
        return Verdict.of(List.of(), summary, ExitRules.DEFAULT).exitCode();
    }

    /** Only an attempt that is to end at a deadline has a short one: all others have the time that a busy machine takes. */
    private static ChatEndpoint endpoint(FaultCase asked, URI base, HttpClients clients) {
        Duration longest = asked.more().contains("brief") ? BRIEF : asked.hangs() ? SHORT : PATIENT;
        Duration connect = longest == BRIEF ? BRIEF : PATIENT;
        ChatEndpoint struck = endpoint(base, new Deadlines(connect, longest, longest, longest, longest), clients);
        ChatEndpoint well = endpoint(base, new Deadlines(connect, PATIENT, PATIENT, PATIENT, PATIENT), clients);
        return (request, stopwatch) -> (strikes(asked, request) ? struck : well).ask(request, stopwatch);
    }

    private static ChatEndpoint endpoint(URI base, Deadlines deadlines, HttpClients clients) {
        return new OpenAiEndpoint(new EndpointSettings(base, KEY, Map.of(), deadlines, "promptmeter"), clients);
    }

    private static boolean strikes(FaultCase asked, WireRequest request) {
        boolean healthy = new String(request.body(), StandardCharsets.UTF_8).contains(HEALTHY);
        String attempt = request.id().substring(request.id().lastIndexOf('-') + 1);
        return !healthy && asked.strikes().meets(Integer.parseInt(attempt));
    }

    /** {@return the class of the result, as every output says it} */
    String word() {
        return result.failure() == null
                ? String.valueOf(
                        result.completion() == null
                                ? null
                                : result.completion().kind().word())
                : result.failure().word();
    }
}
