package dev.promptmeter.compare;

import dev.promptmeter.compare.BaselineHead.AskedModel;
import dev.promptmeter.compare.BaselineHead.Asking;
import dev.promptmeter.compare.BaselineHead.Origin;
import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Several runs of one configuration as one baseline: their repeats of each case put together, so that the luck of one run counts less. */
public final class PooledRuns {

    /** From the word that a reader must know first. */
    private static final List<String> WORST_FIRST = List.of("inconclusive", "failed", "regressed", "passed");

    private PooledRuns() {}

    /**
     * {@return the repeats of those runs, at least one, numbered on from run to run}
     *
     * @throws IllegalArgumentException if they were not asked and judged alike, with what differs
     */
    public static Baseline of(List<Baseline> runs) {
        Baseline first = runs.get(0);
        if (runs.size() == 1) {
            return first;
        }
        runs.forEach(run -> requireAlike(first.head(), run.head()));
        Map<CaseId, Integer> counts = new HashMap<>();
        Map<CaseId, String> contents = new HashMap<>();
        List<BaselineRepeat> repeats = new ArrayList<>();
        for (Baseline run : runs) {
            for (BaselineRepeat repeat : run.repeats()) {
                CaseId id = BaselineCase.first(repeat.id());
                String known = contents.putIfAbsent(id, repeat.contentSha());
                require(known == null || known.equals(repeat.contentSha()), "row " + id.dataset() + "/" + id.row());
                repeats.add(repeat.numbered(counts.merge(id, 1, Integer::sum)));
            }
        }
        return Baseline.of(head(runs.stream().map(Baseline::head).toList()), repeats);
    }

    private static void requireAlike(BaselineHead one, BaselineHead other) {
        require(one.suite().equals(other.suite()), "the suite");
        require(one.prompts().equals(other.prompts()), "a prompt");
        require(asked(one).equals(asked(other)), "a model, its provider or its parameters");
        require(one.judging().equals(other.judging()), "a check or its version");
        require(one.asking().load().equals(other.asking().load()), "the load");
        require(one.origin().statistics() == other.origin().statistics(), "the version of the statistics");
        require(one.origin().metrics() == other.origin().metrics(), "the version of the metrics");
    }

    private static List<AskedModel> asked(BaselineHead head) {
        return head.models().stream()
                .map(model -> model.answering(new TreeSet<>()))
                .toList();
    }

    private static void require(boolean alike, String what) {
        if (!alike) {
            throw new IllegalArgumentException(what + " differs between them");
        }
    }

    private static BaselineHead head(List<BaselineHead> heads) {
        BaselineHead first = heads.get(0);
        return new BaselineHead(
                first.suite(),
                first.label(),
                origin(heads),
                asking(heads),
                first.models().stream()
                        .map(model -> model.answering(reported(model.id(), heads)))
                        .toList(),
                first.prompts(),
                first.judging(),
                List.of());
    }

    private static Origin origin(List<BaselineHead> heads) {
        List<String> ids = heads.stream().map(head -> head.origin().run()).toList();
        if (ids.stream().distinct().count() < ids.size()) {
            throw new IllegalArgumentException("the same run is named twice");
        }
        Origin first = heads.get(0).origin();
        List<String> caveats = heads.stream()
                .flatMap(head -> head.origin().caveats().stream())
                .distinct()
                .toList();
        String unusableTimes = heads.stream()
                .map(head -> head.origin().unusableTimes())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Origin(
                String.join("+", ids),
                first.startedAt(),
                first.tool(),
                first.statistics(),
                first.metrics(),
                worst(heads),
                caveats,
                unusableTimes);
    }

    private static Asking asking(List<BaselineHead> heads) {
        Asking first = heads.get(0).asking();
        int repeats = heads.stream().mapToInt(head -> head.asking().repeat()).sum();
        double errors = heads.stream()
                .mapToDouble(head -> head.asking().maxErrorRate())
                .max()
                .orElseThrow();
        return new Asking(first.loop(), first.concurrency(), repeats, errors);
    }

    private static String worst(List<BaselineHead> heads) {
        List<String> words = heads.stream()
                .map(head -> head.origin().verdict())
                .filter(Objects::nonNull)
                .toList();
        return WORST_FIRST.stream().filter(words::contains).findFirst().orElse(words.get(0));
    }

    private static SortedSet<String> reported(String model, List<BaselineHead> heads) {
        return heads.stream()
                .flatMap(head -> head.models().stream())
                .filter(each -> each.id().equals(model))
                .flatMap(each -> each.reported().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
