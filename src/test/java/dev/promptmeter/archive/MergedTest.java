package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.Shard;
import dev.promptmeter.run.ShardRows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedTest {

    private static Merged merged(Merged.Absence absence, Integer... present) {
        return new Merged(List.of(present), 4, new ShardRows(1_813, 2_400), absence, 1, 2);
    }

    @Test
    void whatTheOpeningNoteSaysIsReadAgain() {
        Merged merged = merged(Merged.Absence.ALLOWED, 1, 2, 4);
        ShardFacts shard = new ShardFacts(new Shard(2, 4), new ShardRows(613, 2_400));

        assertThat(Merged.of(merged.facts())).contains(merged);
        assertThat(ShardFacts.of(shard.facts())).contains(shard);
        assertThat(Merged.of(shard.facts())).isEmpty();
        assertThat(ShardFacts.of(merged.facts())).isEmpty();
    }

    @Test
    void aMissingShardIsNamedWithTheRowsThatGoWithIt() {
        assertThat(merged(Merged.Absence.REFUSED, 1, 2, 4).gap())
                .contains("shard 3 of 4 is missing: 587 of 2,400 rows have no result");
        assertThat(merged(Merged.Absence.REFUSED, 1, 2).gap())
                .contains("shards 3, 4 of 4 are missing: 587 of 2,400 rows have no result");
        assertThat(merged(Merged.Absence.REFUSED, 1, 2, 3, 4).gap()).isEmpty();
    }

    @Test
    void readersHearOnceWhereTimesComeFromAndWhatWasLeftOut() {
        assertThat(merged(Merged.Absence.ALLOWED, 1, 2, 4).notices())
                .containsExactly(
                        "merged from 3 of 4 shards: times come from 3 clients, perhaps on different machines; percentiles"
                                + " are of all answers together",
                        "shard 3 of 4 is missing: 587 of 2,400 rows have no result",
                        "1 shard was given again with the same content: it counts once",
                        "2 records of the shards' journals are damaged and left out");
    }

    @Test
    void factsThatSomebodyElseWroteBreakNothing() {
        assertThat(ShardFacts.of(Map.of("shard", "9/3"))).isEmpty();
        assertThat(ShardFacts.of(Map.of("shard", "1/3", "shardRows", "many"))
                        .orElseThrow()
                        .rows())
                .isEqualTo(new ShardRows(0, 0));
        assertThat(Merged.of(Map.of("merged", "1,x,99999999999", "mergedOf", "2000000000"))
                        .orElseThrow()
                        .present())
                .isEmpty();
    }
}
