package dev.promptmeter.archive;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.History;
import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.PlannedKeys;
import dev.promptmeter.run.Robustness;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Stop;
import dev.promptmeter.score.Question;
import dev.promptmeter.validity.MachineLog;
import dev.promptmeter.validity.Watched;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as its journal tells it. */
public final class StoredRun {

    private final JournalScan scan;

    StoredRun(JournalScan scan) {
        this.scan = scan;
    }

    /** {@return what the run is} */
    public Manifest manifest() {
        return scan.manifest();
    }

    /** {@return how long all its starts took together} */
    public Duration duration() {
        return scan.course().duration();
    }

    /** {@return how often the program was started for it} */
    public int starts() {
        return scan.course().starts();
    }

    /** {@return why the newest start ended early; null if it did not} */
    public @Nullable Stop stop() {
        return scan.course().stop();
    }

    /** {@return what can be known of how well it was measured, besides its answers} */
    public Watched watched() {
        return scan.course().watched();
    }

    /**
     * {@return the shards that it was joined from; none for a run that was not merged}
     *
     * @param plan the plan of the run, as its manifest tells it
     */
    public List<StoredPart> parts(RunPlan plan) {
        List<ShardCourses.Part> courses = scan.course().shards();
        return courses.isEmpty()
                ? List.of()
                : StoredPart.of(courses, stored(plan), ShardedRows.of(scan.segments(), scan.index(), courses));
    }

    /**
     * {@return what was seen of the process and its machine, in one note that counts from {@link #origin}; empty if nobody watched, or
     * if there were several of which its openings tell}
     */
    public Optional<MachineNote> machine() {
        if (!scan.course().shards().isEmpty()) {
            return Optional.empty();
        }
        MachineLog log = watched().machine();
        long shift = Duration.between(manifest().startedAt(), origin()).toNanos();
        return log.watched() ? Optional.of(log.note(shift)) : Optional.empty();
    }

    /**
     * {@return the baseline that it is compared with, from the copy in its folder; empty if there is none}
     *
     * @throws StorageException if the copy is gone or not what it was
     */
    public Optional<Baseline> baseline() {
        return KeptBaseline.of(manifest()).map(kept -> kept.read(scan.segments().folder()));
    }

    /** {@return the text of that copy; empty if there is none} */
    public Optional<String> baselineText() {
        return KeptBaseline.of(manifest()).map(kept -> kept.text(scan.segments().folder()));
    }

    /**
     * Writes a derived file of its folder into another; nothing if it has none of that name.
     *
     * @throws IOException if it cannot be read or written
     */
    public void copy(String file, RunFolder other) throws IOException {
        Path own = scan.segments().folder().resolve(file);
        if (Files.exists(own)) {
            try (Reader text = Files.newBufferedReader(own, StandardCharsets.UTF_8)) {
                other.write(file, text::transferTo);
            }
        }
    }

    /** {@return benchmark figures that were shown beside it; null if there were none} */
    public @Nullable JsonNode overhead() {
        return scan.course().overhead();
    }

    /** {@return what a reader must know about the record itself; usually nothing} */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        List<Integer> damaged = scan.damagedLines();
        if (!damaged.isEmpty()) {
            notices.add(damaged.size() + " records of the journal are damaged and left out, first in line "
                    + damaged.get(0));
        }
        notices.addAll(scan.oddities());
        ShardFacts.of(manifest().environment()).map(ShardFacts::notice).ifPresent(notices::add);
        manifest().merged().map(Merged::notices).ifPresent(notices::addAll);
        Manifest.Source source = manifest().source();
        if (source != null) {
            Rescored rescored = scan.course().rescored();
            notices.addAll((rescored == null ? new Rescored(0, 0, 0, 0) : rescored).notices(source));
        }
        notices.addAll(scan.course().notices());
        EarlierRuns.notice(manifest()).ifPresent(notices::add);
        KeptBaseline.absence(manifest()).ifPresent(why -> notices.add("nothing was compared: " + why));
        Robustness robustness = robustness();
        if (robustness != null) {
            notices.add(robustness.text());
        }
        return notices;
    }

    /** {@return how its judge took answers made to steer it; null if it was not shown any} */
    public @Nullable Robustness robustness() {
        return scan.course().robustness();
    }

    /** {@return the lines of damaged records, from 1} */
    public List<Integer> damagedLines() {
        return scan.damagedLines();
    }

    /**
     * {@return every result in dataset order}
     *
     * @param plan the plan of the run, as its manifest tells it
     */
    public Results results(RunPlan plan) {
        return KeptResults.ifSmall(stored(plan), scan.segments());
    }

    /**
     * Hands out what the last attempt of every case was sent, in dataset order; the cache and judges are left out.
     *
     * @param plan the plan of the run, as its manifest tells it
     */
    public void forEachAnswer(RunPlan plan, AnswerVisitor visitor) {
        try {
            stored(plan).visit(visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StoredResults stored(RunPlan plan) {
        return new StoredResults(
                scan.segments(), plan, new StoredResults.Parts(scan.index(), origins(), scan.course()));
    }

    /** {@return what each warm-up attempt cost} */
    public List<Cost> warmupCosts(RunPlan plan) {
        List<Model> models = Stream.concat(
                        plan.datasets().stream().flatMap(planned -> planned.models().stream()),
                        Stream.ofNullable(plan.advisers().model(Question.Asker.JUDGE)))
                .collect(Collectors.toMap(Model::id, model -> model, (first, same) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        List<Cost> costs = new ArrayList<>();
        try (JournalFile file = new JournalFile(scan.segments())) {
            StoredCases cases = new StoredCases(plan, file, origins());
            for (RecordedAttempt warmup : scan.index().warmups()) {
                String id = CaseIdJson.read(file.record(warmup.intent())).model();
                models.stream()
                        .filter(model -> model.id().equals(id))
                        .flatMap(model -> cases.read(model, List.of(warmup)).attempts().stream())
                        .map(Attempt::cost)
                        .forEach(costs::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return costs;
    }

    /**
     * {@return which of its answers that plan asks for too}
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public Claims claims(RunPlan plan) {
        BitSet claimed = new BitSet();
        PlannedKeys.forEach(plan, key -> {
            int slot = scan.index().slotOf(key);
            if (slot >= 0) {
                claimed.set(slot);
            }
        });
        List<Long> left = scan.index().outside(claimed);
        return new Claims(claimed.cardinality(), left.size(), left.isEmpty() ? null : name(left.get(0)));
    }

    /**
     * {@return what {@code reader} makes of what a start would find here that goes on with this run}
     *
     * @param now what the run would be from then on
     * @param errors what becomes of those on record
     */
    public <T> T goingOn(Manifest now, RecordedErrors errors, Function<History, T> reader) {
        boolean anew = !manifest().asksLike(now) || now.advised() && !manifest().gradesLike(now);
        long judgedBefore =
                anew ? Long.MAX_VALUE : now.advised() ? scan.course().checksSince() : -1;
        var review = new JournalHistory.Review(judgedBefore, errors);
        try (JournalHistory history = new JournalHistory(scan.segments(), scan.index(), origins(), review)) {
            return reader.apply(history);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CaseId name(long position) {
        try (JournalFile file = new JournalFile(scan.segments())) {
            return CaseIdJson.read(file.record(position));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return how many repeats were asked, warm-up left out} */
    public long asked() {
        return scan.index().asked();
    }

    /** {@return the instant that the times of its newest start count from} */
    public Instant origin() {
        return scan.course().origin();
    }

    /** {@return when its newest start ended, as far as its journal tells} */
    public Instant endedAt() {
        return scan.course().endedAt();
    }

    /** {@return its answers, to be judged again by a plan; close them when that is done} */
    public JournalAnswers answers(JournalAnswers.Match match) {
        try {
            return new JournalAnswers(scan, match);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return its rows of that dataset, as they were when they were asked} */
    public Dataset rows(DatasetInfo info) {
        return new StoredRows(scan.segments(), scan.index(), info);
    }

    /** {@return the notes that open a journal with the same course, so that times and their sum stay what they were} */
    List<byte[]> openings(Manifest manifest) {
        return new CopiedCourse(scan.course(), manifest).notes();
    }

    /** All instants count from the first start. */
    private Origins origins() {
        return scan.shiftTo(scan.course().openings().get(0).at());
    }
}
