package dev.promptmeter.archive;

import dev.promptmeter.run.AnswerCache;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.Robustness;
import dev.promptmeter.run.Stop;
import dev.promptmeter.validity.MachineLog;
import dev.promptmeter.validity.Span;
import dev.promptmeter.validity.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The course of a run as the notes of its journal tell it: its starts, how long each took, and how the newest ended. */
final class JournalCourse {

    private final @Nullable Instant zero;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Long> lengths = new ArrayList<>();
    private @Nullable Manifest manifest;
    private @Nullable Stop stop;
    private @Nullable JsonNode overhead;
    private @Nullable Rescored rescored;
    private @Nullable Robustness robustness;
    private final CourseNotices notices = new CourseNotices();
    private final MachineLog machine = new MachineLog();
    private final CoursePauses pauses = new CoursePauses();
    private @Nullable ShardCourses shards;
    private @Nullable Manifest graded;
    private boolean ended;
    private long checksSince = -1;

    /** The course of a run, which counts from its first start. */
    JournalCourse() {
        this(null);
    }

    /** That of one shard of a merged run, all of which count from there. */
    JournalCourse(@Nullable Instant zero) {
        this.zero = zero;
    }

    /**
     * One start of the program.
     *
     * @param position of its note
     * @param at when, by the wall clock
     */
    record Opening(long position, Instant at) {}

    /** A note stands there. */
    void note(JsonNode record, long position) {
        Instant at = NoteRecord.at(record);
        String kind = record.path("kind").asString("");
        if (kind.equals(NoteRecord.START) || kind.equals(NoteRecord.RESUME)) {
            opening(record, position, at);
        }
        if (shards != null) {
            shards.note(record, position);
        } else {
            note(kind, record, at);
        }
    }

    private void note(String kind, JsonNode record, Instant at) {
        boolean opens = kind.equals(NoteRecord.START) || kind.equals(NoteRecord.RESUME);
        if (!opens && !openings.isEmpty() && !kind.equals(NoteRecord.SEGMENT)) {
            // The one note whose time is the wall clock's: all others are told by the run's own.
            reached(Duration.between(openings.get(openings.size() - 1).at(), at).toNanos());
        }
        switch (kind) {
            case NoteRecord.STOP -> stop = NoteRecord.stop(record);
            case NoteRecord.END -> ended = true;
            case NoteRecord.PROBE -> robustness = NoteRecord.robustness(record);
            case NoteRecord.RESCORE -> rescored = NoteRecord.rescored(record);
            case NoteRecord.OVERHEAD -> overhead = record.path("figures");
            case NoteRecord.MACHINE -> machine.add(MachineRecord.decode(record, sinceFirst(origin())));
            default -> {
                notices.note(kind, record);
                pauses.note(kind, record, openings.isEmpty() ? 0 : sinceFirst(at));
            }
        }
    }

    private long sinceFirst(Instant at) {
        return Duration.between(zero == null ? openings.get(0).at() : zero, at).toNanos();
    }

    private void opening(JsonNode record, long position, Instant at) {
        int version = record.path("v").asInt();
        if (version > NoteRecord.VERSION) {
            throw new StorageException(
                    "PM-5005",
                    "the journal was written by a newer version (" + version + ", this one knows " + NoteRecord.VERSION
                            + "); nothing was changed. Use the version that wrote it");
        }
        Manifest newest = NoteRecord.manifest(record);
        openings.add(new Opening(position, at));
        lengths.add(0L);
        stop = null;
        ended = false;
        if (graded != null && !graded.gradesLike(newest)) {
            checksSince = position;
        }
        graded = newest;
        if (shards != null) {
            shards.opened(newest.shard(), position);
            return;
        }
        manifest = newest.startedAt(openings.get(0).at());
        if (zero == null && openings.size() == 1) {
            shards = Merged.of(newest.environment())
                    .map(merged -> new ShardCourses(merged, at))
                    .orElse(null);
        }
    }

    /** The newest start was still at work so many nanoseconds after its origin. */
    void reached(long nanos) {
        if (shards != null) {
            shards.reached(nanos);
            return;
        }
        int newest = openings.size() - 1;
        if (newest >= 0 && nanos > lengths.get(newest)) {
            lengths.set(newest, nanos);
        }
    }

    /** {@return what the instants of the newest start count from} */
    Instant origin() {
        return openings.get(openings.size() - 1).at();
    }

    /** {@return what a reader must know of the course of the run} */
    List<String> notices() {
        return shards == null ? notices.texts() : shards.notices();
    }

    /** {@return the position of the start from which on answers are judged as they are now; -1 if that never changed} */
    long checksSince() {
        return checksSince;
    }

    /** {@return what the run is, as its newest start says; null before its opening note was seen} */
    @Nullable
    Manifest manifest() {
        return manifest;
    }

    /** {@return why the newest start ended early; killed if it never said; null if it did not} */
    @Nullable
    Stop stop() {
        if (shards != null) {
            return rescored() == null ? shards.stop() : shards.stopOfRescore();
        }
        if (ended || stop != null) {
            return stop;
        }
        return new Stop(Stop.Cause.KILLED, "the program was killed before the run had ended");
    }

    /** {@return benchmark figures that were shown; null if there were none} */
    @Nullable
    JsonNode overhead() {
        return shards == null ? overhead : shards.overhead();
    }

    /** {@return how the judge took answers made to steer it; null if it was not shown any} */
    @Nullable
    Robustness robustness() {
        return shards == null ? robustness : shards.robustness();
    }

    /** {@return what did not come along from the source; null if there is none} */
    @Nullable
    Rescored rescored() {
        return shards == null ? rescored : shards.rescored();
    }

    /** {@return what can be known of how well it was measured, besides its answers} */
    Watched watched() {
        if (shards != null) {
            return shards.watched();
        }
        List<Span> starts = new ArrayList<>();
        for (int i = 0; i < openings.size(); i++) {
            long from = sinceFirst(openings.get(i).at());
            starts.add(new Span(from, from + lengths.get(i)));
        }
        return new Watched(machine, pauses.spans(), starts);
    }

    /** {@return the notes that end it in a journal that holds its answers once more: what was seen of its machine, and its end} */
    List<byte[]> closing() {
        List<byte[]> notes = new ArrayList<>();
        Instant at = endedAt();
        if (machine.watched()) {
            notes.add(MachineRecord.encode(at, machine.note(sinceFirst(origin()))));
        }
        notes.add(NoteRecord.end(at));
        return notes;
    }

    /** {@return when its newest start ended, as far as the journal tells} */
    Instant endedAt() {
        return shards == null ? endOf(openings.size() - 1) : shards.endedAt();
    }

    /** {@return when that start ended, as far as the journal tells; not of a merged run, whose shards know it} */
    Instant endOf(int start) {
        return openings.get(start).at().plusNanos(lengths.get(start));
    }

    /** {@return how often the program was started for it; for the shard of a merged run for which that was most often} */
    int starts() {
        return shards == null ? openings.size() : shards.starts();
    }

    /** {@return the courses of the shards that it was joined from; none for a run that was not merged} */
    List<ShardCourses.Part> shards() {
        return shards == null ? List.of() : shards.parts();
    }

    /** {@return why nothing was asked whose row stands there; null if the run, or its shard, did not end early} */
    @Nullable
    Stop stopAt(long position) {
        return shards == null || rescored() != null ? stop() : shards.stopAt(position);
    }

    /**
     * {@return why a case of the row that stands there has no answer}
     *
     * @param load of the run
     */
    String notReached(long position, Load load) {
        Stop why = stopAt(position);
        if (why == null && manifest != null && manifest.source() != null) {
            return "run " + manifest.source().run() + " has no answer to what is asked now";
        }
        if (why == null && manifest != null && manifest.silent()) {
            return AnswerCache.MISSED;
        }
        return why == null ? "not on record" : why.leavingOut(load);
    }

    List<Opening> openings() {
        return List.copyOf(openings);
    }

    /** {@return how long all starts took together} */
    Duration duration() {
        if (shards != null) {
            return Duration.ofNanos(shards.nanos());
        }
        return Duration.ofNanos(lengths.stream().mapToLong(Long::longValue).sum());
    }
}
