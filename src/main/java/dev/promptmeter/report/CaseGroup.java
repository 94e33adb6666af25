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
record CaseGroup(List<CaseResult> repeats) {

    CaseGroup {
        repeats = List.copyOf(repeats);
    }

    /** Gives each case once, in dataset order; only the repeats of one case are held at a time. */
    static void forEach(Results results, Consumer<CaseGroup> reader) {
        List<CaseResult> pending = new ArrayList<>();
        results.forEach(result -> {
            if (!pending.isEmpty() && !sameCase(pending.get(0).id(), result.id())) {
                reader.accept(new CaseGroup(pending));
                pending.clear();
            }
            pending.add(result);
        });
        if (!pending.isEmpty()) {
            reader.accept(new CaseGroup(pending));
        }
    }

    private static boolean sameCase(CaseId one, CaseId other) {
        return one.row().equals(other.row())
                && one.model().equals(other.model())
                && one.prompt().equals(other.prompt())
                && one.dataset().equals(other.dataset());
    }

    /** {@return whether some repeats passed and some failed} */
    boolean flaky() {
        return count(CaseVerdict.PASS) > 0 && count(CaseVerdict.FAIL) > 0;
    }

    /** {@return whether more than half of the judged repeats passed} */
    boolean passed() {
        return count(CaseVerdict.PASS) > count(CaseVerdict.FAIL);
    }

    private long count(CaseVerdict verdict) {
        return repeats.stream().filter(result -> result.verdict() == verdict).count();
    }
}
