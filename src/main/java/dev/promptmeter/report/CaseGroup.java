package dev.promptmeter.report;

import dev.promptmeter.archive.Results;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The repeats of one case.
 *
 * @param repeats in order, at least one
 */
public record CaseGroup(List<CaseResult> repeats) {

    /** Copies the repeats. */
    public CaseGroup {
        repeats = List.copyOf(repeats);
    }

    /** Gives each case once, in dataset order; only the repeats of one case are held at a time. */
    public static void forEach(Results results, Consumer<CaseGroup> reader) {
        Gathering gathering = new Gathering(reader);
        results.forEach(gathering::add);
        gathering.end();
    }

    /** Gives each case of that block of the results once. */
    static void forEachOf(Results results, int block, Consumer<CaseGroup> reader) {
        Gathering gathering = new Gathering(reader);
        results.forEachOf(block, gathering::add);
        gathering.end();
    }

    /** Puts together what comes one by one in dataset order. */
    static final class Gathering {

        private final Consumer<CaseGroup> reader;
        private final List<CaseResult> pending = new ArrayList<>();

        Gathering(Consumer<CaseGroup> reader) {
            this.reader = reader;
        }

        void add(CaseResult result) {
            if (!pending.isEmpty() && !sameCase(pending.get(0).id(), result.id())) {
                end();
            }
            pending.add(result);
        }

        /** Gives what is pending. */
        void end() {
            if (!pending.isEmpty()) {
                reader.accept(new CaseGroup(pending));
                pending.clear();
            }
        }
    }

    private static boolean sameCase(CaseId one, CaseId other) {
        return one.row().equals(other.row())
                && one.model().equals(other.model())
                && one.prompt().equals(other.prompt())
                && one.dataset().equals(other.dataset());
    }

    /** {@return whether some repeats passed and some failed} */
    public boolean flaky() {
        return count(CaseVerdict.PASS) > 0 && count(CaseVerdict.FAIL) > 0;
    }

    /** {@return whether more than half of the judged repeats passed} */
    boolean passed() {
        return count(CaseVerdict.PASS) > count(CaseVerdict.FAIL);
    }

    private long count(CaseVerdict verdict) {
        long count = 0;
        for (CaseResult each : repeats) {
            count += each.verdict() == verdict ? 1 : 0;
        }
        return count;
    }
}
