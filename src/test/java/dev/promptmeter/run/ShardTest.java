package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    private final TestPlan plan = TestPlan.asking(new ScriptedEndpoint());

    private List<String> chosen(TestPlan of) {
        List<String> rows = new ArrayList<>();
        try (CaseSource source = new CaseSource(of.plan(), new MemoryRecorder())) {
            for (Case each = source.next(); each != null; each = source.next()) {
                rows.add(each.id().row());
            }
        }
        return rows;
    }

    private static Selection shard(int index, int count) {
        return new Selection(Filter.ALL, null, null, new Shard(index, count));
    }

    @ParameterizedTest
    @CsvSource({
        "r0001, 907a76f1463da7a6, 3",
        "r0002, 8417455135da9d74, 1",
        "r0003, bd3d6dd43375a98b, 4",
        "r0004, 75ade05ffbb14b53, 4"
    })
    void aRowBelongsToTheSameShardEverywhere(String row, String hash, int index) {
        assertThat(Long.toHexString(RowHash.of("shard", "refunds", row))).isEqualTo(hash);
        assertThat(Shard.indexOf("refunds", row, 4)).isEqualTo(index);
        assertThat(new Shard(index, 4).holds("refunds", row)).isTrue();
    }

    @Test
    void shardsHaveNoRowInCommonAndAllRowsTogether() {
        List<String> all = new ArrayList<>();
        for (int index = 1; index <= 4; index++) {
            List<String> rows = chosen(plan().select(shard(index, 4)));
            assertThat(all).doesNotContainAnyElementsOf(rows);
            all.addAll(rows);
        }

        assertThat(all).containsExactlyInAnyOrderElementsOf(chosen(plan()));
    }

    private TestPlan plan() {
        return TestPlan.asking(new ScriptedEndpoint()).rows(40);
    }

    @Test
    void aRowThatIsAddedMovesNoOther() {
        List<String> before = chosen(plan().select(shard(2, 3)));

        List<String> after =
                chosen(TestPlan.asking(new ScriptedEndpoint()).rows(41).select(shard(2, 3)));

        assertThat(after).startsWith(before.toArray(String[]::new));
    }

    @Test
    void aLimitIsThatOfAllShardsTogether() {
        Selection ten = new Selection(Filter.ALL, 10, null, new Shard(1, 2));
        Selection others = new Selection(Filter.ALL, 10, null, new Shard(2, 2));

        List<String> rows = chosen(plan().select(ten));
        rows.addAll(chosen(plan().select(others)));

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(chosen(plan().select(new Selection(Filter.ALL, 10, null))));
    }

    @Test
    void rowsAreCountedBeforeTheyAreAsked() {
        RunPlan half = plan().select(new Selection(Filter.ALL, 10, null, new Shard(1, 2)))
                .plan();

        ShardRows rows = ShardRows.of(half);

        assertThat(rows.of()).isEqualTo(10);
        assertThat(CaseCount.of(half)).isEqualTo(rows.rows());
        assertThat(keys(half)).hasSize((int) rows.rows());
    }

    @Test
    void answersHaveTheKeysThatTheWholeRunGivesThem() {
        TestPlan twins = plan.row("same").row("same").row("other");

        List<String> whole = keys(twins.plan());
        List<String> parts = new ArrayList<>(keys(twins.select(shard(1, 2)).plan()));
        parts.addAll(keys(twins.select(shard(2, 2)).plan()));

        assertThat(parts).containsExactlyInAnyOrderElementsOf(whole);
    }

    private static List<String> keys(RunPlan plan) {
        List<String> keys = new ArrayList<>();
        PlannedKeys.forEach(plan, keys::add);
        return keys;
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "poisson"})
    void shardsTakeEveryOtherStartOfOnePlan(String process) throws IOException {
        Arrivals arrivals = new Arrivals(
                StartRate.of(20),
                process.equals("poisson") ? new ArrivalProcess.Poisson() : new ArrivalProcess.Constant(),
                3);
        Arrivals.Instants instants = arrivals.instants();
        List<Long> plan = IntStream.range(0, 100).mapToObj(i -> instants.next()).toList();

        TreeMap<Integer, Long> starts = new TreeMap<>();
        for (int index = 1; index <= 3; index++) {
            StringWriter table = new StringWriter();
            PlannedStarts.write(plan().select(shard(index, 3)).plan(), arrivals, table);
            table.toString()
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(cells -> starts.put(Integer.valueOf(cells[0]), Long.valueOf(cells[2])));
        }

        assertThat(starts).hasSize(40);
        starts.forEach((place, nanos) -> assertThat(nanos).isEqualTo(plan.get(place)));
    }

    @Test
    void aShardWaitsForItsFirstStartOfThePlan() {
        var load = new Load.Open(new Arrivals(StartRate.of(20), new ArrivalProcess.Constant(), 3), 8, null);

        Timetable timetable = Timetable.of(plan().load(load).select(shard(3, 4)).plan());

        // Every 50 ms one of four: the third waits 100 ms for its first, 200 ms from then on.
        assertThat(timetable.next(0).at()).isEqualTo(Timetable.LEAD_NANOS + 100_000_000);
        assertThat(timetable.next(0).at()).isEqualTo(Timetable.LEAD_NANOS + 300_000_000);
    }

    @Test
    void theLoadOfSeveralClientsSaysThatTheyAreSeveral() {
        var planned = new Arrivals(StartRate.of(20), new ArrivalProcess.Constant(), 3);

        assertThat(new Load.Closed(16).text(4)).isEqualTo("closed loop, 4 clients, 16 in flight each");
        assertThat(new Load.Adaptive(256).text(4))
                .isEqualTo("closed loop, 4 clients, up to 256 in flight each as goes well");
        assertThat(new Load.Open(planned, 1024, null).text(4))
                .isEqualTo("open loop, 20/s constant shared by 4 clients, at most 1,024 in flight each");
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(Shard.of("2/4")).contains(new Shard(2, 4));
        assertThat(new Shard(2, 4).written()).isEqualTo("2/4");
        assertThat(new Shard(2, 4).text()).isEqualTo("shard 2 of 4");
        assertThat(List.of("0/4", "5/4", "1/10001", "1/0", "1", "a/b", "01/4", "1/99999999999"))
                .allSatisfy(text -> assertThat(Shard.of(text)).isEmpty());
        assertThatThrownBy(() -> new Shard(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
