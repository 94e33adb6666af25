package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.CourseEvent;
import dev.promptmeter.run.CourseEvent.Kind;
import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.MachineSample;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.Stall;
import dev.promptmeter.run.TestPlan;
import dev.promptmeter.stats.Overshoots;
import dev.promptmeter.validity.Span;
import dev.promptmeter.validity.Watched;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a journal keeps of the process and its machine, and finds there again. */
class MachineNotesTest {

    private static final long SECOND = 1_000_000_000L;

    private final JournalCourse course = new JournalCourse();

    private static MachineNote note(MachineSample sample, Stall... stalls) {
        Overshoots overshoots = new Overshoots();
        overshoots.add(60_000);
        overshoots.add(41_000_000);
        return new MachineNote(4, 2_000_000, List.of(sample), overshoots, 3, 70_000_000, List.of(stalls));
    }

    private void told(byte[] record) {
        course.note(Json.MAPPER.readTree(record), 0);
    }

    private void opened(String kind, Instant at) {
        told(NoteRecord.opening(kind, at, Recordings.manifest(TestPlan.asking(new ScriptedEndpoint()))));
    }

    @Test
    void everythingIsFoundAgain() {
        MachineSample sample = new MachineSample(0, SECOND, 310_000_000L, null, 0.25);
        Stall stall = new Stall(500_000_000L, 41_000_000L, Stall.Cause.GC);

        JsonNode record = Json.MAPPER.readTree(MachineRecord.encode(Recordings.START, note(sample, stall)));
        MachineNote read = MachineRecord.decode(record, 0);

        assertThat(read.processors()).isEqualTo(4);
        assertThat(read.parkNanos()).isEqualTo(2_000_000);
        assertThat(read.samples()).containsExactly(sample);
        assertThat(read.stalls()).containsExactly(stall);
        assertThat(read.stallCount()).isEqualTo(3);
        assertThat(read.stallNanos()).isEqualTo(70_000_000);
        assertThat(read.overshoots().max()).isEqualTo(41_000_000);
        assertThat(read.overshoots().pairs())
                .isEqualTo(note(sample).overshoots().pairs());
        assertThat(record.has("keptUs")).isFalse();
        assertThat(read.kept().count()).isZero();
    }

    private static Overshoots kept(long... nanos) {
        Overshoots kept = new Overshoots();
        LongStream.of(nanos).forEach(kept::add);
        return kept;
    }

    @Test
    void howLongAnswersTookToTheDiskIsAddedUpOverTheStartsOfARun() {
        MachineNote seen = note(new MachineSample(0, SECOND, null, null, null));
        opened(NoteRecord.START, Recordings.START);
        told(MachineRecord.encode(Recordings.START, seen.keeping(kept(7_000_000, 31_000_000))));
        told(MachineRecord.encode(Recordings.START, seen));
        opened(NoteRecord.RESUME, Recordings.START.plusSeconds(100));
        told(MachineRecord.encode(Recordings.START.plusSeconds(101), seen.keeping(kept(101_000_000))));

        Overshoots all = course.watched().machine().kept();

        assertThat(all.count()).isEqualTo(3);
        assertThat(all.max()).isEqualTo(101_000_000);
        assertThat(all.pairs())
                .isEqualTo(kept(101_000_000, 31_000_000, 7_000_000).pairs());
        assertThat(course.watched().machine().note(0).kept().pairs()).isEqualTo(all.pairs());
    }

    @Test
    void instantsOfALaterStartAreThoseOfTheRun() {
        opened(NoteRecord.START, Recordings.START);
        told(MachineRecord.encode(
                Recordings.START.plusSeconds(1), note(new MachineSample(0, SECOND, SECOND, SECOND, 0.5))));
        opened(NoteRecord.RESUME, Recordings.START.plusSeconds(100));
        told(MachineRecord.encode(
                Recordings.START.plusSeconds(102),
                note(
                        new MachineSample(SECOND, 2 * SECOND, SECOND, SECOND, 0.5),
                        new Stall(SECOND, 7, Stall.Cause.OTHER))));

        Watched watched = course.watched();

        assertThat(watched.machine().samples()).extracting(MachineSample::from).containsExactly(0L, 101 * SECOND);
        assertThat(watched.machine().stalls()).extracting(Stall::start).containsExactly(101 * SECOND);
        assertThat(watched.machine().stallCount()).isEqualTo(6);
        assertThat(watched.starts()).containsExactly(new Span(0, SECOND), new Span(100 * SECOND, 102 * SECOND));
    }

    private void happened(long second, Kind kind, @Nullable Long untilSecond) {
        Long until = untilSecond == null ? null : Long.valueOf(untilSecond * SECOND);
        var event = new CourseEvent(second * SECOND, kind, "a lane", "text", null, until);
        told(NoteRecord.event(Recordings.START.plusSeconds(second), event));
    }

    @Test
    void aWaitThatWasAskedForIsAPause() {
        opened(NoteRecord.START, Recordings.START);
        happened(5, Kind.PAUSE, 9L);
        happened(40, Kind.PAUSE, 42L);

        assertThat(course.watched().pauses())
                .containsExactly(new Span(5 * SECOND, 9 * SECOND), new Span(40 * SECOND, 42 * SECOND));
    }

    @Test
    void anOpenBreakerIsAPauseUntilItsEndpointIsWell() {
        opened(NoteRecord.START, Recordings.START);
        happened(5, Kind.BREAKER, 35L);
        happened(37, Kind.BREAKER, 67L);
        happened(68, Kind.BREAKER, null);

        assertThat(course.watched().pauses())
                .containsExactly(new Span(5 * SECOND, 37 * SECOND), new Span(37 * SECOND, 68 * SECOND));
    }

    @Test
    void aBreakerThatNeverClosesAgainIsAPauseToTheEnd() {
        opened(NoteRecord.START, Recordings.START);
        var event = new CourseEvent(SECOND, Kind.BREAKER, "a lane", "nothing more is sent to it", null, Long.MAX_VALUE);
        told(NoteRecord.event(Recordings.START.plusSeconds(1), event));

        assertThat(course.watched().pauses()).containsExactly(new Span(SECOND, Long.MAX_VALUE));
    }
}
