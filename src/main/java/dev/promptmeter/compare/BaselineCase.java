package dev.promptmeter.compare;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.score.CaseVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One case with its repeats.
 *
 * @param repeats in order, at least one; all of the same row
 */
public record BaselineCase(List<BaselineRepeat> repeats) {

    /** Copies the repeats and refuses those of several rows. */
    public BaselineCase {
        repeats = List.copyOf(repeats);
        if (repeats.stream().map(BaselineRepeat::contentSha).distinct().count() != 1) {
            throw new IllegalArgumentException("the repeats of a case have one row: " + repeats);
        }
    }

    /** {@return which case it is, as its first repeat} */
    public CaseId id() {
        return first(repeats.get(0).id());
    }

    static CaseId first(CaseId id) {
        return id.repeat() == 1 ? id : new CaseId(id.dataset(), id.row(), id.prompt(), id.model(), 1);
    }

    /** {@return the hash of its row} */
    public String contentSha() {
        return repeats.get(0).contentSha();
    }

    /** {@return how many repeats have an answer that was judged} */
    public int judged() {
        return count(CaseVerdict.PASS) + count(CaseVerdict.FAIL);
    }

    /** {@return how many repeats passed} */
    public int passed() {
        return count(CaseVerdict.PASS);
    }

    private int count(CaseVerdict verdict) {
        return (int)
                repeats.stream().filter(repeat -> repeat.verdict() == verdict).count();
    }

    /** {@return the share of judged repeats that passed, or empty if none was judged} */
    public OptionalDouble passShare() {
        return judged() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) passed() / judged());
    }

    /** {@return whether every judged repeat passed} */
    public boolean allPassed() {
        return passed() == judged();
    }

    /** {@return whether less than half of the judged repeats passed} */
    public boolean fewPassed() {
        return 2 * passed() < judged();
    }

    /** {@return whether some judged repeats passed and some failed} */
    public boolean flaky() {
        return passed() > 0 && passed() < judged();
    }

    boolean cached() {
        return repeats.stream().anyMatch(repeat -> repeat.source() == BaselineRepeat.Source.CACHED);
    }

    /** {@return the hashes of its answers in order, null for a repeat without one} */
    List<@Nullable String> outputs() {
        return Arrays.asList(repeats.stream().map(BaselineRepeat::outputSha).toArray(String[]::new));
    }

    /** {@return the mean over the repeats that have the value, or empty if none has} */
    public OptionalDouble mean(Function<BaselineRepeat, @Nullable Number> value) {
        return repeats.stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Number::doubleValue)
                .average();
    }

    /** {@return the cluster that its row names; null for none} */
    @Nullable
    String cluster() {
        return repeats.get(0).cluster();
    }
}
