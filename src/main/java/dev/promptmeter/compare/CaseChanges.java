package dev.promptmeter.compare;

import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of each case of a run since its baseline, found by its id. */
public final class CaseChanges {

    /** Those of a run that is compared with none. */
    public static final CaseChanges NONE = new CaseChanges();

    private final Map<CaseId, CaseChange> changes = new HashMap<>();
    private final Map<CaseId, BaselineCase> before = new HashMap<>();

    private CaseChanges() {}

    /** {@return those of that comparison; none if it is null} */
    public static CaseChanges of(@Nullable Comparison comparison) {
        if (comparison == null) {
            return NONE;
        }
        var all = new CaseChanges();
        for (CasePair pair : comparison.pairing().pairs()) {
            all.changes.put(pair.id(), pair.change());
            all.before.put(pair.id(), pair.before());
        }
        comparison.pairing().edited().forEach(each -> all.changes.put(each.id(), CaseChange.EDITED));
        comparison.pairing().added().forEach(each -> all.changes.put(each.id(), CaseChange.NEW));
        return all;
    }

    /** {@return what became of the case of that repeat; null if it was not asked, or nothing is compared} */
    public @Nullable CaseChange of(CaseId repeat) {
        return changes.get(BaselineCase.first(repeat));
    }

    /** {@return the word for that, such as {@code regressed}; null if there is none} */
    public @Nullable String word(CaseId repeat) {
        CaseChange change = of(repeat);
        return change == null ? null : change.word();
    }

    /** {@return that very repeat as the baseline has it; null if the baseline has none of the same row} */
    public @Nullable BaselineRepeat before(CaseId repeat) {
        BaselineCase paired = before.get(BaselineCase.first(repeat));
        return paired == null
                ? null
                : paired.repeats().stream()
                        .filter(each -> each.id().repeat() == repeat.repeat())
                        .findFirst()
                        .orElse(null);
    }

    /** {@return the cases of that change, in the order of the run; those that are only in the baseline as it orders them} */
    public static List<CaseId> ids(Comparison comparison, CaseChange change) {
        Pairing pairing = comparison.pairing();
        return switch (change) {
            case EDITED -> ids(pairing.edited());
            case NEW -> ids(pairing.added());
            case REMOVED -> ids(pairing.removed());
            default -> {
                List<CaseId> ids = new ArrayList<>();
                pairing.pairs().stream().filter(pair -> pair.change() == change).forEach(pair -> ids.add(pair.id()));
                yield ids;
            }
        };
    }

    private static List<CaseId> ids(List<BaselineCase> cases) {
        return cases.stream().map(BaselineCase::id).toList();
    }
}
