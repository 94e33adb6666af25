package dev.promptmeter.archive;

import dev.promptmeter.run.Shard;
import dev.promptmeter.validity.Watched;
import java.util.List;

/**
 * One of the shards that a run was joined from.
 *
 * @param shard which
 * @param results of its rows, in dataset order
 * @param watched what can be known of how well they were measured, besides its answers
 */
public record StoredPart(Shard shard, Results results, Watched watched) {

    static List<StoredPart> of(List<ShardCourses.Part> courses, StoredResults all, ShardedRows rows) {
        return courses.stream()
                .map(part -> new StoredPart(
                        part.shard(),
                        reader -> all.forEach(rows.of(part.shard()), reader),
                        part.course().watched()))
                .toList();
    }
}
