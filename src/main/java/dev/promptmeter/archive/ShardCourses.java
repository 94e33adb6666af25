package dev.promptmeter.archive;

import dev.promptmeter.run.Robustness;
import dev.promptmeter.run.Shard;
import dev.promptmeter.run.Stop;
import dev.promptmeter.validity.MachineLog;
import dev.promptmeter.validity.Span;
import dev.promptmeter.validity.Watched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The courses of the shards that a merged run was joined from, one behind the other in its journal. All count from one origin. */
final class ShardCourses {

    private final Instant origin;
    private final Merged merged;
    private final List<Part> parts = new ArrayList<>();

    ShardCourses(Merged merged, Instant origin) {
        this.merged = merged;
        this.origin = origin;
    }

    /**
     * One shard.
     *
     * @param position of its first record
     */
    record Part(Shard shard, JournalCourse course, long position) {}

    /** A start of that shard stands there; null if its note does not say of which. */
    void opened(@Nullable Shard shard, long position) {
        if (shard != null && (parts.isEmpty() || !newest().shard().equals(shard))) {
            parts.add(new Part(shard, new JournalCourse(origin), position));
        }
    }

    /** A note of the newest shard stands there. */
    void note(JsonNode record, long position) {
        if (!parts.isEmpty()) {
            newest().course().note(record, position);
        }
    }

    /** The newest shard was still at work so many nanoseconds after its origin. */
    void reached(long nanos) {
        if (!parts.isEmpty()) {
            newest().course().reached(nanos);
        }
    }

    private Part newest() {
        return parts.get(parts.size() - 1);
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** {@return how often the program was started for the shard for which it was started most often} */
    int starts() {
        return courses().mapToInt(JournalCourse::starts).max().orElse(1);
    }

    /** {@return when the newest start of the newest shard ended} */
    Instant endedAt() {
        return parts.isEmpty() ? origin : newest().course().endedAt();
    }

    /** {@return how long at least one shard was at work, nanoseconds} */
    long nanos() {
        return Span.covered(watched().starts());
    }

    /** {@return what is known of all of them together; each for itself says more} */
    Watched watched() {
        MachineLog all = new MachineLog();
        List<Span> pauses = new ArrayList<>();
        List<Span> starts = new ArrayList<>();
        courses().map(JournalCourse::watched).forEach(each -> {
            if (each.machine().watched()) {
                all.add(each.machine().note(0));
            }
            pauses.addAll(each.pauses());
            starts.addAll(each.starts());
        });
        return new Watched(all, pauses, starts);
    }

    /** {@return what a reader must know of each of them} */
    List<String> notices() {
        return parts.stream()
                .flatMap(part -> part.course().notices().stream()
                        .map(notice -> part.shard().text() + ": " + notice))
                .toList();
    }

    /** {@return why the run is not complete: a shard that is missing, else one that ended early; null if it is} */
    @Nullable
    Stop stop() {
        List<Stop> stops = Stream.concat(
                        missing().stream(),
                        parts.stream().map(ShardCourses::stop).filter(Objects::nonNull))
                .toList();
        return stops.stream()
                .filter(stop -> stop.cause() != Stop.Cause.FAIL_FAST)
                .findFirst()
                .orElse(stops.isEmpty() ? null : stops.get(0));
    }

    private static @Nullable Stop stop(Part part) {
        Stop stop = part.course().stop();
        if (stop == null) {
            return null;
        }
        return stop.cause() == Stop.Cause.FAIL_FAST
                ? new Stop(stop.cause(), part.shard().text() + ": " + stop.text())
                : new Stop(Stop.Cause.SOURCE, part.shard().text() + " is not complete: " + stop.text());
    }

    /** {@return the same of a run that judges their answers again, whose own end follows that of the newest shard} */
    @Nullable
    Stop stopOfRescore() {
        Stop last = parts.isEmpty() ? null : newest().course().stop();
        return last == null ? missing().orElse(null) : last;
    }

    private Optional<Stop> missing() {
        Optional<String> gap = merged.absence() == Merged.Absence.ALLOWED ? Optional.empty() : merged.gap();
        return gap.map(text -> new Stop(Stop.Cause.SOURCE, text));
    }

    /** {@return why the shard ended early whose record stands there; null if it did not} */
    @Nullable
    Stop stopAt(long position) {
        Stop found = null;
        for (Part part : parts) {
            found = part.position() <= position ? part.course().stop() : found;
        }
        return found;
    }

    /** {@return benchmark figures that all of them were shown with; null if one had others: they are those of its machine} */
    @Nullable
    JsonNode overhead() {
        List<@Nullable JsonNode> all =
                courses().map(JournalCourse::overhead).distinct().collect(Collectors.toList());
        return all.size() == 1 ? all.get(0) : null;
    }

    /** {@return how the judge took answers made to steer it, in all shards together; null if it was not shown any} */
    @Nullable
    Robustness robustness() {
        return courses()
                .map(JournalCourse::robustness)
                .filter(Objects::nonNull)
                .reduce((one, other) -> new Robustness(
                        one.withstood() + other.withstood(), one.heard() + other.heard(), one.asked() + other.asked()))
                .orElse(null);
    }

    @Nullable
    Rescored rescored() {
        return parts.isEmpty() ? null : newest().course().rescored();
    }

    private Stream<JournalCourse> courses() {
        return parts.stream().map(Part::course);
    }
}
