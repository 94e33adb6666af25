package dev.promptmeter.archive;

import dev.promptmeter.run.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The course of a run as the notes that open another journal, which will hold the same answers.
 *
 * @param source of the run that the answers come from
 * @param manifest what the other run is
 */
record CopiedCourse(JournalCourse source, Manifest manifest) {

    private static final Stop ENDED_THERE = new Stop(Stop.Cause.SOURCE, "one start of the source ended here");

    List<byte[]> notes() {
        List<ShardCourses.Part> parts = source.shards();
        if (parts.isEmpty()) {
            return openings(source, NoteRecord.START, manifest);
        }
        List<byte[]> notes = new ArrayList<>();
        notes.add(NoteRecord.opening(NoteRecord.START, source.openings().get(0).at(), manifest));
        for (ShardCourses.Part part : parts) {
            Manifest shard = manifest.stating(Map.of(ShardFacts.FACTS, part.shard().written()));
            notes.addAll(openings(part.course(), NoteRecord.RESUME, shard));
            notes.addAll(part.course().closing());
        }
        // The last shard's closing note is that of the whole.
        notes.remove(notes.size() - 1);
        return notes;
    }

    private static List<byte[]> openings(JournalCourse course, String first, Manifest manifest) {
        List<byte[]> notes = new ArrayList<>();
        List<JournalCourse.Opening> openings = course.openings();
        for (int i = 0; i < openings.size(); i++) {
            if (i > 0) {
                notes.add(NoteRecord.stop(course.endOf(i - 1), ENDED_THERE));
            }
            String kind = i == 0 ? first : NoteRecord.RESUME;
            notes.add(NoteRecord.opening(kind, openings.get(i).at(), manifest));
        }
        return notes;
    }
}
