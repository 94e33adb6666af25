package dev.promptmeter.summary;

import dev.promptmeter.cost.Cost;
import org.jspecify.annotations.Nullable;

/** What costs surely come to at the most, picodollars, where only a part of them is known. */
final class MostSpent {

    private long sum;
    private long largest;
    private long open;

    /** Another cost. */
    void add(Cost cost) {
        Long most = cost.most();
        sum = Cost.sum(sum, most == null ? 0 : most);
        largest = Math.max(largest, most == null ? 0 : most);
        open += most == null ? 1 : 0;
    }

    void merge(MostSpent other) {
        sum = Cost.sum(sum, other.sum);
        largest = Math.max(largest, other.largest);
        open += other.open;
    }

    /** {@return all of them together; null if of one nobody can tell} */
    @Nullable
    Long sum() {
        return open == 0 ? sum : null;
    }

    /** {@return the largest of them; null if of one nobody can tell} */
    @Nullable
    Long largest() {
        return open == 0 ? largest : null;
    }
}
