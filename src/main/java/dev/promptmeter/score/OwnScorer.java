package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A scorer that a user wrote, behind a guard: whatever it does, an answer gets its outcome and the run goes on. */
final class OwnScorer implements Scorer {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Scorer scorer;
    private final CheckHelp help;
    private final String version;
    private final Set<Need> needs;
    private final SideThreads threads;

    OwnScorer(Scorer scorer, SideThreads threads) {
        this.scorer = scorer;
        this.help = scorer.help();
        this.version = scorer.version();
        this.needs = Set.copyOf(scorer.needs());
        this.threads = threads;
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Set<Need> needs() {
        return needs;
    }

    @Override
    public Optional<String> doubt(Check check) {
        return guarded(() -> scorer.doubt(check));
    }

    @Override
    public Judgement prepare(Check check) {
        Judgement judgement = guarded(() -> Objects.requireNonNull(scorer.prepare(check), "no judgement"));
        return answer -> judge(judgement, answer);
    }

    private <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (CheckException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new CheckException("PM-1402", "'" + help.name() + "' cannot be used like this: " + thrown(e));
        }
    }

    private Score judge(Judgement judgement, Answer answer) {
        try {
            return presentable(threads.within(LIMIT, () -> judgement.score(answer)));
        } catch (TimeoutException e) {
            return unscored("took longer than " + LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            return unscored(thrown(e.getCause()));
        } catch (RejectedExecutionException e) {
            return unscored(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unscored("interrupted");
        }
    }

    private Score.Unscored unscored(String what) {
        return new Score.Unscored(line(scorer.getClass().getName() + ": " + what));
    }

    private static String thrown(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return line(message == null ? "threw " + name : "threw " + name + ": " + message);
    }

    private Score presentable(@Nullable Score score) {
        if (score instanceof Score.Graded graded) {
            return new Score.Graded(graded.value(), graded.passed(), line(graded.reason()));
        }
        if (score instanceof Score.Skipped skipped) {
            return new Score.Skipped(line(skipped.reason()));
        }
        return score == null ? unscored("gave no score") : new Score.Unscored(line(score.reason()));
    }

    private static String line(@Nullable String text) {
        return text == null ? "" : Excerpt.limit(Excerpt.visible(Excerpt.limit(text, Excerpt.REASON)), Excerpt.REASON);
    }
}
