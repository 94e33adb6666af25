package dev.promptmeter.archive;

import dev.promptmeter.run.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Which rows of a journal belong to which shard: six bytes a row. */
final class ShardedRows {

    private final int[] rows;
    private final short[] shards;

    private ShardedRows(int[] rows, short[] shards) {
        this.rows = rows;
        this.shards = shards;
    }

    /** {@return the rows of that journal among the shards that it was joined from} */
    static ShardedRows of(Segments segments, JournalIndex index, List<ShardCourses.Part> parts) {
        int count = parts.get(0).shard().count();
        int[] rows = index.rowsInOrder();
        short[] shards = new short[rows.length];
        try (JournalFile journal = new JournalFile(segments)) {
            for (int i = 0; i < rows.length; i++) {
                JsonNode row = journal.record(index.rowPosition(rows[i]));
                shards[i] = (short) Shard.indexOf(
                        row.path("dataset").asString(""), row.path("row").asString(""), count);
            }
            return new ShardedRows(rows, shards);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the numbers of the rows of that shard in the order dataset, line} */
    int[] of(Shard shard) {
        return IntStream.range(0, rows.length)
                .filter(i -> shards[i] == shard.index())
                .map(i -> rows[i])
                .toArray();
    }
}
