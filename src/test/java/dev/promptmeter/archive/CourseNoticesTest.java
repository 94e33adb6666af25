package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.CourseEvent;
import dev.promptmeter.run.CourseEvent.Kind;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CourseNoticesTest {

    @TempDir
    private Path folder;

    private final CourseNotices notices = new CourseNotices();

    private void note(Kind kind, String text, @Nullable Integer concurrency) {
        var event = new CourseEvent(0, kind, "a lane", text, concurrency, null);
        JsonNode record = Json.MAPPER.readTree(NoteRecord.event(Recordings.START, event));
        notices.note(record.path("kind").asString(), record);
    }

    @Test
    void aQuietRunHasNone() {
        assertThat(notices.texts()).isEmpty();
    }

    @Test
    void troubleIsCountedAndNamed() {
        note(Kind.PAUSE, "it asks for a wait of 5.0 s", null);
        note(Kind.BREAKER, "it fails and is left alone for 30 s", null);
        note(Kind.BREAKER, "it answers again", null);
        note(Kind.CLOCK, "the wall clock fell behind the run's own by 4.5 s", null);
        note(Kind.RETRIES, "the retry budget is used up", null);

        assertThat(notices.texts())
                .containsExactly(
                        "retry budget exhausted: from then on failures were final without the retries that the suite allows",
                        "an endpoint asked for a wait once; the journal says when and how long",
                        "a circuit breaker opened or closed 2 times; the journal says when and why",
                        "the wall clock fell behind the run's own by 4.5 s;"
                                + " attempts during a jump of more than 5 s are not in the latencies");
    }

    @Test
    void aChangingLoadIsSaidWithItsRange() {
        note(Kind.CONCURRENCY, "concurrency 8 to 16: a round went well", 16);
        note(Kind.CONCURRENCY, "concurrency 16 to 11: the endpoint answered 429", 11);

        assertThat(notices.texts())
                .containsExactly("requests in flight changed 2 times, between 11 and 16"
                        + " (last: concurrency 16 to 11: the endpoint answered 429);"
                        + " latencies were taken under a changing load");
    }

    @Test
    void anEventIsANoteOfTheJournal() throws IOException, InterruptedException {
        TestPlan plan = TestPlan.asking(new ScriptedEndpoint()).rows(1);
        Recordings recordings = new Recordings(folder.resolve("run"));
        recordings.run(plan);

        try (RunFolder run = RunFolder.open(folder.resolve("run"));
                Journal journal = run.resume(Recordings.manifest(plan), recordings.writing())) {
            journal.event(
                    new CourseEvent(2_500_000_000L, Kind.CONCURRENCY, null, "concurrency 8 to 16: why", 16, null));
        }

        assertThat(recordings.lines().get(recordings.lines().size() - 1))
                .endsWith("\"t\":\"note\",\"at\":\"2026-01-14T09:12:05.500000Z\",\"kind\":\"concurrency\","
                        + "\"text\":\"concurrency 8 to 16: why\",\"concurrency\":16}");
    }
}
