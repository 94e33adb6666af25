package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The units of which more answers may come, each with a small number that stands for it meanwhile. A row is complete with its last
 * answer; a unit that a column names is never known to be. Not thread-safe.
 */
final class OpenUnits {

    /** Stands for a unit in a run where no two answers belong together. */
    static final int NONE = -1;

    private final TallyPlan plan;
    private final Map<String, Open> open = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();

    /** A unit, and how many of its answers were added up so far. */
    static final class Open {
        private final String name;
        private final int number;
        private final long answers;
        private long seen;

        private Open(String name, int number, long answers) {
            this.name = name;
            this.number = number;
            this.answers = answers;
        }

        int number() {
            return number;
        }

        private boolean complete() {
            return seen >= answers;
        }
    }

    OpenUnits(TallyPlan plan) {
        this.plan = plan;
    }

    /** {@return the unit that the result belongs to} */
    Open of(CaseResult result) {
        if (plan.units().kinship() == Units.Kinship.NONE) {
            return new Open("", NONE, Long.MAX_VALUE);
        }
        String cluster = result.row().options().cluster();
        return cluster == null
                ? open.computeIfAbsent(rowOf(result), name -> new Open(name, number(), answers(result)))
                : open.computeIfAbsent("=" + cluster, name -> new Open(name, number(), Long.MAX_VALUE));
    }

    private static String rowOf(CaseResult result) {
        return "/" + result.id().dataset() + "/" + result.id().row();
    }

    private long answers(CaseResult result) {
        return (long) plan.units().cases().count(result.id().dataset(), result.row()) * plan.repeat();
    }

    private int number() {
        Integer freed = free.poll();
        return freed == null ? open.size() : freed;
    }

    /**
     * One more result of that unit has been added up.
     *
     * @param complete is given the number if it was the last; then the number is free for another unit
     */
    void added(Open unit, IntConsumer complete) {
        unit.seen++;
        if (unit.complete()) {
            close(unit, complete);
        }
    }

    private void close(Open unit, IntConsumer complete) {
        open.remove(unit.name);
        complete.accept(unit.number);
        free.push(unit.number);
    }

    /** {@return the number here of each unit that is open there, by its number there} */
    int[] merge(OpenUnits other) {
        int[] numbers = new int[other.open.size() + other.free.size()];
        other.open.forEach((name, theirs) -> {
            Open ours = open.computeIfAbsent(name, each -> new Open(each, number(), theirs.answers));
            ours.seen += theirs.seen;
            numbers[theirs.number] = ours.number;
        });
        return numbers;
    }

    /** Closes all units that have all their answers, after a merge. */
    void closeComplete(IntConsumer complete) {
        List<Open> done = open.values().stream().filter(Open::complete).toList();
        done.forEach(unit -> close(unit, complete));
    }
}
