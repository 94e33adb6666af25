package dev.promptmeter;

import dev.promptmeter.archive.Journal;
import dev.promptmeter.archive.JournalAnswers;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Rescored;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.Rescore;
import dev.promptmeter.run.Stop;
import dev.promptmeter.run.StoredAnswers;
import java.time.Instant;
import java.util.List;

/** What a rescored run's journal takes over from its source besides answers: warm-ups, notes, and how it ended. */
record RescoredCourse(StoredRun source, Manifest now, Journal journal) {

    /** Copies the warm-ups of the models and prompts that are still asked. */
    void copyWarmups(JournalAnswers answers) {
        List<String> models = now.models().stream().map(Manifest.ModelInfo::id).toList();
        List<String> prompts =
                now.prompts().stream().map(Manifest.PromptInfo::id).toList();
        for (StoredAnswers.Sent warmup : answers.warmups()) {
            CaseId id = warmup.intent().id();
            if (models.contains(id.model()) && prompts.contains(id.prompt())) {
                journal.intent(warmup.intent());
                if (warmup.answer() != null) {
                    journal.answer(warmup.answer());
                }
            }
        }
    }

    /** Writes the closing notes, as of the end of the source: a journal's notes tell how long its run took. */
    void end(Rescore.Counts counts) {
        Instant at = source.endedAt();
        if (source.overhead() != null) {
            journal.overhead(at, source.overhead());
        }
        source.machine().ifPresent(journal::machine);
        long asked = journal.judgements() - counts.judgements();
        if (source.robustness() != null && now.judgesLike(source.manifest())) {
            journal.probed(at, source.robustness());
        }
        int damaged = source.damagedLines().size();
        journal.rescored(at, new Rescored(source.asked() - counts.reused(), counts.missing(), damaged, asked));
        close(counts);
    }

    private void close(Rescore.Counts counts) {
        Stop stop = source.stop();
        if (counts.stop() != null) {
            journal.stopped(source.endedAt(), counts.stop());
            return;
        }
        if (stop == null || counts.missing() == 0) {
            journal.ended(source.endedAt());
            return;
        }
        boolean kept = stop.cause() == Stop.Cause.FAIL_FAST || stop.cause() == Stop.Cause.SOURCE;
        String text = "run " + source.manifest().runId() + " is not complete: " + stop.text();
        journal.stopped(source.endedAt(), kept ? stop : new Stop(Stop.Cause.SOURCE, text));
    }
}
