package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what went wrong, by kind: errors, the checks that failed or did not apply, and oddities. */
final class ErrorTally {

    private static final String IDENTICAL_IDS = "identical_response_ids";

    private final Map<String, ErrorCount> errors = new TreeMap<>();
    private final Map<String, Long> failedChecks = new TreeMap<>();
    private final Map<String, Long> skippedChecks = new TreeMap<>();
    private final Map<String, Long> unscoredChecks = new TreeMap<>();
    private final Map<String, Long> flags = new TreeMap<>();
    private final RepeatedIds ids = new RepeatedIds();

    void add(CaseResult result) {
        if (result.verdict() == CaseVerdict.ERROR && result.failure() != null) {
            String message = result.reason() == null ? "" : result.reason();
            String example = result.id().dataset() + "/" + result.id().row();
            String kind = result.failure().word();
            errors.merge(kind, new ErrorCount(kind, 1, example, message), ErrorTally::plus);
        }
        if (result.verdict() == CaseVerdict.FAIL) {
            result.outcomes().stream()
                    .filter(Outcome::failed)
                    .findFirst()
                    .ifPresent(outcome -> failedChecks.merge(outcome.check().name(), 1L, Long::sum));
        }
        for (Outcome outcome : result.outcomes()) {
            if (outcome.score() instanceof Score.Skipped) {
                skippedChecks.merge(outcome.check().name(), 1L, Long::sum);
            }
            addUnscored(outcome);
        }
        result.flags().forEach(flag -> flags.merge(flag, 1L, Long::sum));
        String id = result.completion() == null ? null : result.completion().id();
        if (id != null && result.origin() == Answer.Origin.FRESH) {
            ids.add(id);
        }
    }

    /** Of a group those that it consists of: they say what could not be judged. */
    private void addUnscored(Outcome outcome) {
        outcome.parts().forEach(this::addUnscored);
        if (outcome.parts().isEmpty() && outcome.score() instanceof Score.Unscored) {
            unscoredChecks.merge(outcome.check().name(), 1L, Long::sum);
        }
    }

    private static final Comparator<ErrorCount> BY_EXAMPLE =
            Comparator.comparing(ErrorCount::example).thenComparing(ErrorCount::message);

    /** The example is the first by name, then by message, so that it does not depend on the order of arrival. */
    private static ErrorCount plus(ErrorCount one, ErrorCount other) {
        ErrorCount first = BY_EXAMPLE.compare(one, other) <= 0 ? one : other;
        return new ErrorCount(one.kind(), one.count() + other.count(), first.example(), first.message());
    }

    void merge(ErrorTally other) {
        other.errors.forEach((kind, count) -> errors.merge(kind, count, ErrorTally::plus));
        other.failedChecks.forEach((check, count) -> failedChecks.merge(check, count, Long::sum));
        other.skippedChecks.forEach((check, count) -> skippedChecks.merge(check, count, Long::sum));
        other.unscoredChecks.forEach((check, count) -> unscoredChecks.merge(check, count, Long::sum));
        other.flags.forEach((flag, count) -> flags.merge(flag, count, Long::sum));
        ids.merge(other.ids);
    }

    List<ErrorCount> errors() {
        List<ErrorCount> sorted = new ArrayList<>(errors.values());
        sorted.sort(Comparator.comparingLong(ErrorCount::count).reversed());
        return sorted;
    }

    Map<String, Long> failedChecks() {
        return mostFirst(failedChecks);
    }

    Map<String, Long> skippedChecks() {
        return mostFirst(skippedChecks);
    }

    Map<String, Long> unscoredChecks() {
        return mostFirst(unscoredChecks);
    }

    Map<String, Long> flags() {
        Map<String, Long> all = new TreeMap<>(flags);
        if (ids.repeated() > 0) {
            all.put(IDENTICAL_IDS, ids.repeated());
        }
        return mostFirst(all);
    }

    private static Map<String, Long> mostFirst(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
