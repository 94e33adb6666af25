package dev.promptmeter.summary;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Stop;
import dev.promptmeter.score.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything a summary needs, in memory that does not grow with the number of results: they may come in any order, and tallies of
 * parts add up to the tally of the whole. Not thread-safe.
 */
public final class Tally {

    private final TallyPlan plan;
    private final SliceTally total;
    private final Map<Lane, SliceTally> lanes = new LinkedHashMap<>();
    private final Map<Selector, SliceTally> parts = new LinkedHashMap<>();
    private final ErrorTally errors = new ErrorTally();
    private final JudgeTally judging = new JudgeTally();
    private final Window window;
    private final StreamTally streams = new StreamTally();
    private final FailureTimes failures = new FailureTimes();
    private final Map<CaseId, CaseTally> open = new HashMap<>();
    private final OpenUnits units;
    private Summary.Checking checking = Summary.Checking.NOT_CHECKED;

    private record Lane(String model, String prompt) {

        // Written out, as is the comparison: asked for with every result, and what a JVM makes for a record is slow
        // until its code has
        // been compiled.
        @Override
        public int hashCode() {
            return 31 * model.hashCode() + prompt.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Lane other && model.equals(other.model) && prompt.equals(other.prompt);
        }
    }

    /**
     * What a run says of itself besides its results.
     *
     * @param durationNanos how long it took
     * @param planned repeats that it was to make
     * @param stop why it ended early; null if it did not
     */
    public record Course(
            long durationNanos, long planned, @Nullable Stop stop) {}

    /** Starts empty, for a run whose program was never away. */
    public Tally(TallyPlan plan) {
        this(plan, WorkClock.STEADY);
    }

    /** Starts empty, for a run whose time passed by that clock. */
    public Tally(TallyPlan plan, WorkClock clock) {
        this.plan = plan;
        window = new Window(clock);
        units = new OpenUnits(plan);
        total = new SliceTally(plan, wanted(Selector.ALL), Measure.Reach.RUN);
        for (String model : plan.models()) {
            for (String prompt : plan.prompts()) {
                lanes.put(new Lane(model, prompt), new SliceTally(plan, Set.of(), Measure.Reach.PARTS));
            }
        }
        plan.wanted().stream()
                .map(Wanted::part)
                .filter(part -> !part.equals(Selector.ALL))
                .forEach(part ->
                        parts.computeIfAbsent(part, each -> new SliceTally(plan, wanted(each), Measure.Reach.PARTS)));
    }

    private Set<String> wanted(Selector part) {
        return plan.wanted().stream()
                .filter(each -> each.part().equals(part))
                .map(Wanted::figure)
                .collect(Collectors.toSet());
    }

    /** Adds one result. */
    public void add(CaseResult result) {
        Map<String, Double> metrics = plan.metrics().isEmpty() ? Map.of() : Metrics.of(result.outcomes());
        OpenUnits.Open unit = units.of(result);
        List<SliceTally> slices = slices(result);
        for (SliceTally slice : slices) {
            slice.add(result, metrics, unit.number());
        }
        errors.add(result);
        judging.add(result);
        window.add(result);
        streams.add(result);
        failures.add(result);
        if (!result.outcomes().isEmpty()) {
            checking = Summary.Checking.CHECKED;
        }
        if (plan.repeat() == 1) {
            Finished finished = new Finished(result.id(), CaseShare.NONE.plus(result), metrics, unit.number());
            slices.forEach(slice -> slice.add(finished));
        } else {
            CaseId id = caseOf(result);
            finish(id, open.computeIfAbsent(id, key -> new CaseTally(result)).add(result, metrics));
        }
        units.added(unit, this::close);
    }

    /** A case is passed on as soon as it has all its repeats, so that few are held at a time. */
    private void finish(CaseId id, CaseTally tally) {
        if (tally.share().seen() >= plan.repeat()) {
            open.remove(id);
            passOn(tally);
        }
    }

    private void passOn(CaseTally tally) {
        CaseResult member = tally.member();
        var finished = new Finished(
                caseOf(member), tally.share(), tally.metrics(), units.of(member).number());
        slices(member).forEach(slice -> slice.add(finished));
    }

    private void close(int unit) {
        total.close(unit);
        lanes.values().forEach(slice -> slice.close(unit));
        parts.values().forEach(slice -> slice.close(unit));
    }

    private static CaseId caseOf(CaseResult result) {
        CaseId id = result.id();
        return id.repeat() == 1 ? id : new CaseId(id.dataset(), id.row(), id.prompt(), id.model(), 1);
    }

    private List<SliceTally> slices(CaseResult result) {
        List<SliceTally> slices = new ArrayList<>(2 + parts.size());
        slices.add(total);
        SliceTally lane = lanes.get(new Lane(result.id().model(), result.id().prompt()));
        if (lane != null) {
            slices.add(lane);
        }
        parts.forEach((part, slice) -> {
            if (part.matches(result)) {
                slices.add(slice);
            }
        });
        return slices;
    }

    /** Adds the cost of a warm-up request, which enters no other figure. */
    public void addWarmup(Cost cost) {
        total.addWarmup(cost);
    }

    /** Adds what another tally of the same plan holds; the other is used up. */
    public void merge(Tally other) {
        int[] numbers = units.merge(other.units);
        total.merge(other.total, number -> numbers[number]);
        other.lanes.forEach((lane, slice) -> lanes.get(lane).merge(slice, number -> numbers[number]));
        other.parts.forEach((part, slice) -> parts.get(part).merge(slice, number -> numbers[number]));
        errors.merge(other.errors);
        judging.merge(other.judging);
        window.merge(other.window);
        streams.merge(other.streams);
        failures.merge(other.failures);
        checking = other.checking == Summary.Checking.CHECKED ? other.checking : checking;
        other.open.forEach((id, theirs) -> finish(
                id,
                open.computeIfAbsent(id, key -> new CaseTally(theirs.member())).merge(theirs)));
        units.closeComplete(this::close);
    }

    /**
     * {@return what it all comes to}
     *
     * @param values the same results once more, those of a row one after the other, for exact percentiles and what is kept of cases
     */
    public Summary summary(ResultSource values, Course course) {
        // A case that lacks repeats counts with those it has.
        open.values().forEach(this::passOn);
        open.clear();
        List<SliceTally> all = new ArrayList<>(lanes.values());
        all.addAll(parts.values());
        all.add(total);
        all.forEach(SliceTally::expect);
        window.expect();
        failures.expect();
        var kept = new KeptTally(plan.kept());
        values.forEach(result -> {
            kept.add(result);
            slices(result).forEach(slice -> slice.addAgain(result));
            window.addAgain(result);
            failures.addAgain(result);
        });
        return new Summary(
                total.slice(figures(course)),
                groups(),
                parts(),
                total.finish().counts(),
                errors.errors(),
                errors.failedChecks(),
                errors.skippedChecks(),
                errors.unscoredChecks(),
                errors.flags(),
                total.tokens(),
                total.money(),
                plan.metricNames(),
                checking,
                course.planned(),
                course.stop(),
                judging.totals(),
                kept.values());
    }

    /** {@return the figures of the run as a whole that its parts do not have} */
    private List<Figure> figures(Course course) {
        List<Figure> figures = new ArrayList<>(window.figures(course.durationNanos()));
        total.goodputRate(window.length()).ifPresent(figures::add);
        figures.addAll(streams.figures());
        figures.addAll(failures.figures());
        return figures;
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        lanes.forEach((lane, slice) -> {
            Slice figures = slice.slice(List.of());
            if (figures.counts().repeats() > 0) {
                groups.add(new Group(lane.model(), lane.prompt(), figures));
            }
        });
        return groups;
    }

    private Map<Selector, Slice> parts() {
        Map<Selector, Slice> slices = new LinkedHashMap<>();
        parts.forEach((part, slice) -> slices.put(part, slice.slice(List.of())));
        return slices;
    }
}
