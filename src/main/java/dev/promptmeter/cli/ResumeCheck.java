package dev.promptmeter.cli;

import dev.promptmeter.archive.Claims;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.Arrivals;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.Shard;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.StoredSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Finds what keeps a run from going on: what decides the requests must be as it was, and what was answered must still be asked for. */
final class ResumeCheck {

    private final Given given;
    private final StoredRun stored;
    private final RunSetup setup;

    /** Takes the run as it is on record, and as it would be now. */
    ResumeCheck(Given given, StoredRun stored, RunSetup setup) {
        this.given = given;
        this.stored = stored;
        this.setup = setup;
    }

    /**
     * {@return what of the results is on record}
     *
     * @throws CliException if the requests would differ, or answers on record would be lost from the results
     */
    OnRecord onRecord() {
        Manifest before = stored.manifest();
        Manifest now = setup.manifest();
        boolean accepted = given.has(RunFlags.ACCEPT_CHANGES);
        List<String> changes = new ArrayList<>(RequestChanges.judgeIncluded(before, now));
        load(before).ifPresent(changes::add);
        shard(before).ifPresent(changes::add);
        if (!accepted && !changes.isEmpty()) {
            throw refused(String.join("; ", changes));
        }
        if (!before.asksLike(now)) {
            Claims claims = stored.claims(setup.plan());
            if (!accepted && claims.left() > 0) {
                throw refused(lost(claims));
            }
            return new OnRecord(claims.kept(), 0);
        }
        long results = results();
        boolean judgedAgain = now.advised() && !before.gradesLike(now);
        return new OnRecord(results, judgedAgain ? 0 : results);
    }

    /** {@return how the load differs: times of two loads have no percentile in common} */
    private Optional<String> load(Manifest before) {
        Optional<Arrivals> was = Arrivals.of(before.environment());
        Optional<Arrivals> is =
                setup.plan().load() instanceof Load.Open open ? Optional.of(open.arrivals()) : Optional.empty();
        return was.equals(is) ? Optional.empty() : Optional.of("the load was " + text(was) + ", is now " + text(is));
    }

    /** Whatever else may have changed: answers of two shards are never those of one. */
    private Optional<String> shard(Manifest before) {
        Shard was = before.shard();
        Shard is = setup.plan().shard();
        return Objects.equals(was, is) ? Optional.empty() : Optional.of("it was " + text(was) + ", is now " + text(is));
    }

    private static String text(@Nullable Shard shard) {
        return shard == null ? "the whole run" : shard.text();
    }

    private static String text(Optional<Arrivals> arrivals) {
        return arrivals.map(planned -> planned.text() + ", seed " + planned.seed())
                .orElse("a closed loop");
    }

    private static CliException refused(String why) {
        return new CliException("PM-1530", "cannot resume: " + why);
    }

    private String lost(Claims claims) {
        String first =
                claims.first() == null ? "" : " (first: " + claims.first().text() + ")";
        return FigureText.count(claims.left())
                + (claims.left() == 1 ? " answer on record is" : " answers on record are") + " no longer asked for"
                + first + ", since " + reason() + "; --accept-changes goes on without "
                + (claims.left() == 1 ? "it" : "them");
    }

    private String reason() {
        Manifest before = stored.manifest();
        Manifest now = setup.manifest();
        List<String> datasets = RequestChanges.datasets(before, now);
        if (!datasets.isEmpty()) {
            return String.join("; ", datasets);
        }
        return before.repeat() > now.repeat()
                ? "run.repeat was " + before.repeat() + ", is now " + now.repeat()
                : "the selection or what is sent has changed";
    }

    /** {@return results that need not be had again} */
    private long results() {
        boolean errorsToo = !given.has(RunFlags.ERRORS);
        AtomicLong count = new AtomicLong();
        // Its records are read as they were written: the suite may have been edited since.
        stored.results(StoredSetup.of(stored.manifest()).plan()).forEach(result -> {
            boolean open = result.verdict() == CaseVerdict.SKIP || !errorsToo && result.verdict() == CaseVerdict.ERROR;
            count.addAndGet(open ? 0 : 1);
        });
        return count.get();
    }
}
