package dev.promptmeter.summary;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Window window = new Window();
    private final StreamTally streams = new StreamTally();
    private final FailureTimes failures = new FailureTimes();
    private final Map<CaseId, CaseShare> open = new HashMap<>();
    private final Map<CaseId, CaseResult> members = new HashMap<>();
    private Summary.Checking checking = Summary.Checking.NOT_CHECKED;

    private record Lane(String model, String prompt) {}

    /**
     * What a run says of itself besides its results.
     *
     * @param durationNanos how long it took
     * @param planned repeats that it was to make
     * @param stop why it ended early; null if it did not
     */
    public record Course(
            long durationNanos, long planned, @Nullable Stop stop) {}

    /** Starts empty. */
    public Tally(TallyPlan plan) {
        this.plan = plan;
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
        for (SliceTally slice : slices(result)) {
            slice.add(result);
        }
        errors.add(result);
        judging.add(result);
        window.add(result);
        streams.add(result);
        failures.add(result);
        if (!result.outcomes().isEmpty()) {
            checking = Summary.Checking.CHECKED;
        }
        share(caseOf(result), new CaseShare(0, 0, 0).plus(result), result);
    }

    /** A case is passed on as soon as it has all its repeats, so that few are held at a time. */
    private void share(CaseId id, CaseShare more, CaseResult member) {
        CaseShare share = open.getOrDefault(id, CaseShare.NONE).plus(more);
        if (share.seen() < plan.repeat()) {
            open.put(id, share);
            members.putIfAbsent(id, member);
            return;
        }
        open.remove(id);
        members.remove(id);
        slices(member).forEach(slice -> slice.add(share));
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
        total.merge(other.total);
        other.lanes.forEach((lane, slice) -> lanes.get(lane).merge(slice));
        other.parts.forEach((part, slice) -> parts.get(part).merge(slice));
        errors.merge(other.errors);
        judging.merge(other.judging);
        window.merge(other.window);
        streams.merge(other.streams);
        failures.merge(other.failures);
        checking = other.checking == Summary.Checking.CHECKED ? other.checking : checking;
        Map<CaseId, CaseShare> theirs = new HashMap<>(other.open);
        theirs.forEach((id, share) -> share(id, share, other.members.get(id)));
    }

    /**
     * {@return what it all comes to}
     *
     * @param values the same results once more, for exact percentiles
     */
    public Summary summary(ResultSource values, Course course) {
        Set<CaseId> unfinished = new HashSet<>(open.keySet());
        unfinished.forEach(this::closeShort);
        List<SliceTally> all = new ArrayList<>(lanes.values());
        all.addAll(parts.values());
        all.add(total);
        all.forEach(SliceTally::expect);
        window.expect();
        failures.expect();
        values.forEach(result -> {
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
                judging.totals());
    }

    /** {@return the figures of the run as a whole that its parts do not have} */
    private List<Figure> figures(Course course) {
        List<Figure> figures = new ArrayList<>(window.figures(course.durationNanos()));
        total.goodputRate(window.length()).ifPresent(figures::add);
        figures.addAll(streams.figures());
        figures.addAll(failures.figures());
        return figures;
    }

    /** A case that lacks repeats counts with those it has. */
    private void closeShort(CaseId id) {
        CaseShare share = open.remove(id);
        CaseResult member = members.remove(id);
        slices(member).forEach(slice -> slice.add(share));
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
