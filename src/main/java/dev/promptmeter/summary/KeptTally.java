package dev.promptmeter.summary;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.stats.OrderedSample;
import dev.promptmeter.stats.Sample;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what is asked for of single cases, in a pass in which the results of a row come one after the other. */
final class KeptTally {

    private final Map<Kept.Values, Cases> values = new LinkedHashMap<>();
    private final Map<Kept.Calls, Times> calls = new LinkedHashMap<>();
    private final Map<Kept.Members, Map<CaseId, String>> members = new LinkedHashMap<>();

    KeptTally(Collection<Kept> wanted) {
        for (Kept each : wanted) {
            if (each instanceof Kept.Values value) {
                values.put(value, new Cases(value));
            } else if (each instanceof Kept.Calls call) {
                calls.put(call, new Times(call));
            } else if (each instanceof Kept.Members member) {
                members.put(member, new HashMap<>());
            }
        }
    }

    void add(CaseResult result) {
        values.forEach((kept, cases) -> cases.add(result));
        calls.forEach((kept, times) -> times.add(result));
        members.forEach((kept, ids) -> {
            if (kept.part().matches(result)) {
                ids.putIfAbsent(firstRepeat(result.id()), cluster(result, kept.cluster()));
            }
        });
    }

    private static CaseId firstRepeat(CaseId id) {
        return id.repeat() == 1 ? id : new CaseId(id.dataset(), id.row(), id.prompt(), id.model(), 1);
    }

    /** {@return what the row of that result belongs to: what the column names, else its dataset's cluster, else the row itself} */
    private static String cluster(CaseResult result, @Nullable String column) {
        String own = result.row().options().cluster();
        String named = column == null ? own : result.row().cell(column);
        return named == null || named.isEmpty()
                ? result.id().dataset() + "/" + result.id().row()
                : named;
    }

    KeptValues values() {
        Map<Kept.Values, KeptValues.CaseValues> samples = new HashMap<>();
        values.forEach((kept, cases) -> samples.put(kept, cases.values()));
        Map<Kept.Calls, OrderedSample> times = new HashMap<>();
        calls.forEach((kept, each) -> times.put(kept, each.sample()));
        return new KeptValues(samples, times, members);
    }

    /** Puts the repeats of each case together. */
    private static final class Cases {

        private final Kept.Values kept;
        private final CaseReading reading;
        private final Sample sample = new Sample();
        private final Map<CaseId, double[]> open = new LinkedHashMap<>();
        private String row = "";
        private String cluster = "";
        private long counted;

        Cases(Kept.Values kept) {
            this.kept = kept;
            this.reading = CaseReading.of(kept.figure());
        }

        void add(CaseResult result) {
            Double value = kept.part().matches(result) ? reading.of(result) : null;
            if (value == null) {
                return;
            }
            String next = result.id().dataset() + "/" + result.id().row();
            if (!next.equals(row)) {
                close();
                row = next;
                cluster = cluster(result, kept.cluster());
            }
            double[] sum = open.computeIfAbsent(firstRepeat(result.id()), id -> new double[2]);
            sum[0] += value;
            sum[1]++;
            counted++;
        }

        private void close() {
            open.values().forEach(sum -> sample.add(reading.whole(sum[0] / sum[1]), cluster));
            open.clear();
        }

        KeptValues.CaseValues values() {
            close();
            return new KeptValues.CaseValues(sample, counted);
        }
    }

    /** Keeps the time of each call; a timeout ranks after all of them. */
    private static final class Times {

        private static final int FIRST_CAPACITY = 64;

        private final Kept.Calls kept;
        private final Measure measure;
        private long[] nanos = new long[FIRST_CAPACITY];
        private int size;
        private int timeouts;

        Times(Kept.Calls kept) {
            this.kept = kept;
            this.measure = Measure.named(kept.figure())
                    .orElseThrow(() -> new IllegalArgumentException(kept.figure() + " is no time"));
        }

        void add(CaseResult result) {
            if (!kept.part().matches(result)) {
                return;
            }
            boolean measured = measure.each(result, value -> add(measure.steps(value)));
            timeouts += !measured && measure.timedOut(result) ? 1 : 0;
        }

        private void add(long each) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * size);
            }
            nanos[size++] = each;
        }

        OrderedSample sample() {
            return OrderedSample.of(Arrays.copyOf(nanos, size), timeouts);
        }
    }
}
