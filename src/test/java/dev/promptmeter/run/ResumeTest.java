package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.dataset.Check;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResumeTest {

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();
    private final MemoryRecorder recorder = test.recorder();
    private final List<CaseResult> seen = test.seen();

    private static final Check PARIS = Check.of("equals", "Paris");

    private final Times times = new Times(0, 0, 0, null, null, null, 5);

    private History.Tried tried(int number, @Nullable String reply) {
        String id = "pm-earlier-" + number;
        RecordedAnswer answer = reply == null
                ? null
                : new RecordedAnswer(
                        id,
                        false,
                        null,
                        "",
                        200,
                        Map.of(),
                        reply.getBytes(StandardCharsets.UTF_8),
                        times,
                        new long[0],
                        Set.of());
        return new History.Tried(new Attempt.Begun(number, id, 0), answer);
    }

    private History first(History.Past past) {
        List<String> keys = new ArrayList<>();
        return key -> {
            keys.add(key);
            return keys.size() == 1 ? past : History.Past.NOTHING;
        };
    }

    @Test
    void whatHasItsResultIsNotAskedAgain() throws InterruptedException {
        History history = first(new History.Past(History.Settled.YES, List.of()));

        test.runner(test.plan().rows(2), history).run(seen::add);

        assertThat(endpoint.asked()).containsExactly("q2");
        assertThat(test.verdicts()).containsExactly("r2 pass");
    }

    @Test
    void anAnswerWithoutAResultIsJudgedAndNotAskedAgain() throws InterruptedException {
        History history = first(new History.Past(History.Settled.NO, List.of(tried(1, ok("Rome")))));

        test.runner(test.plan().rows(2).check(PARIS), history).run(seen::add);

        assertThat(endpoint.asked()).containsExactly("q2");
        assertThat(test.verdicts()).containsExactly("r1 fail", "r2 pass");
        assertThat(seen.get(0).latencyNanos()).isEqualTo(5);
    }

    @Test
    void aFinalFailureWithoutAResultStaysAFailure() throws InterruptedException {
        History history =
                first(new History.Past(History.Settled.NO, List.of(tried(1, failing(FailureKind.BAD_REQUEST)))));

        test.runner(test.plan().rows(2), history).run(seen::add);

        assertThat(endpoint.asked()).containsExactly("q2");
        assertThat(test.verdicts()).containsExactly("r1 error", "r2 pass");
    }

    @Test
    void anAttemptThatWasCutOffIsMadeAgainUnderANewNumberAndOutOfTheLatencyFigures() throws InterruptedException {
        History history = first(new History.Past(
                History.Settled.NO, List.of(tried(1, failing(FailureKind.RATE)), tried(2, null), tried(3, null))));

        test.runner(test.plan().rows(1).check(PARIS), history).run(seen::add);

        assertThat(test.verdicts()).containsExactly("r1 pass");
        assertThat(recorder.intents()).extracting(Intent::attempt).containsExactly(4);
        CaseResult result = seen.get(0);
        assertThat(result.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
        assertThat(result.attempts())
                .extracting(Attempt::failure)
                .containsExactly(FailureKind.RATE, FailureKind.CANCELLED, FailureKind.CANCELLED, null);
        assertThat(result.flags()).contains("resumed");
        assertThat(result.latencyNanos()).isNull();
    }

    @Test
    void attemptsAfterItAreNumberedOnward() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.RATE), ok("Paris"));
        History history = first(new History.Past(History.Settled.NO, List.of(tried(1, null), tried(2, null))));

        test.runner(test.plan().rows(1), history).run(seen::add);

        assertThat(recorder.intents()).extracting(Intent::attempt).containsExactly(3, 4);
        assertThat(endpoint.requestIds()).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsWarmedUp() throws InterruptedException {
        test.runner(test.plan().rows(1).warmup(1), key -> History.Past.NOTHING).run(seen::add);

        assertThat(endpoint.asked()).containsExactly("q1");
    }
}
