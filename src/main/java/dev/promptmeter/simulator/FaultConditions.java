package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** When a fault holds; all conditions must. Without any it holds always, for chat completions. */
final class FaultConditions {

    static final Set<String> NAMES = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "p", "n", "every", "attempt", "match", "model", "stream", "plain", "from", "to", "limit", "route")));

    private final List<String> texts = new ArrayList<>();
    private final List<Predicate<FaultSubject>> tests = new ArrayList<>();
    private @Nullable Double probability;
    private long limit = Long.MAX_VALUE;
    private long fromNanos;
    private long toNanos = Long.MAX_VALUE;
    private final Set<String> names = new HashSet<>();
    private Route route = Route.CHAT;

    private FaultConditions() {}

    static FaultConditions parse(String text) {
        FaultConditions conditions = new FaultConditions();
        for (String condition : QuotedText.split(text, "&")) {
            if (!text.isEmpty()) {
                conditions.texts.add(condition);
                int equals = condition.indexOf('=');
                conditions.add(
                        equals < 0 ? condition : condition.substring(0, equals),
                        equals < 0 ? "" : QuotedText.unquote(condition.substring(equals + 1)));
            }
        }
        return conditions;
    }

    private void add(String name, String value) {
        names.add(name);
        switch (name) {
            case "p" -> probability = probability(value);
            case "n" -> during(Range.parse(value));
            case "every" -> every(IntText.atLeast(1).parse(value));
            case "attempt" -> onAttempt(Range.parse(value));
            case "match" -> matching(pattern(value));
            case "model" -> forModel(Glob.parse(value));
            case "stream" -> tests.add(FaultSubject::streamed);
            case "plain" -> tests.add(subject -> !subject.streamed());
            case "from" -> since(TimeText.nanos(value));
            case "to" -> until(TimeText.nanos(value));
            case "limit" -> limit = IntText.atLeast(1).parse(value);
            case "route" -> route = Route.parse(value);
            default ->
                throw new IllegalArgumentException(
                        "unknown condition '" + name + "': " + NearName.suggestion(name, NAMES));
        }
    }

    static double probability(String value) {
        double probability = DistributionText.plainNumber(value);
        if (probability > 1) {
            throw new IllegalArgumentException("p=" + value + " must be from 0 to 1");
        }
        return probability;
    }

    private static Pattern pattern(String value) {
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("match=" + value + " is not a regex: " + e.getDescription(), e);
        }
    }

    private void during(Range numbers) {
        tests.add(subject -> numbers.contains(subject.number()));
    }

    private void every(int step) {
        tests.add(subject -> subject.number() % step == 0);
    }

    private void onAttempt(Range attempts) {
        tests.add(subject -> attempts.contains(subject.occurrence()));
    }

    private void matching(Pattern pattern) {
        tests.add(subject -> pattern.matcher(subject.text()).find());
    }

    private void forModel(Glob models) {
        tests.add(subject -> models.matches(subject.model()));
    }

    private void since(long nanos) {
        fromNanos = nanos;
        tests.add(subject -> subject.sinceFirstNanos() >= nanos);
    }

    private void until(long nanos) {
        toNanos = nanos;
        tests.add(subject -> subject.sinceFirstNanos() < nanos);
    }

    /** {@return after the first request} */
    long fromNanos() {
        return fromNanos;
    }

    /** {@return after the first request; the greatest number for no end} */
    long toNanos() {
        return toNanos;
    }

    /** Complains about conditions that say nothing where there is no request, or about the lack of one that must be there. */
    void require(FaultKind kind) {
        Set<String> possible = kind.conditions();
        names.stream().filter(name -> !possible.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("fault '" + kind.text() + "' strikes before there is a request, so '"
                    + name + "' says nothing; it takes " + String.join(", ", new TreeSet<>(possible)));
        });
        if (!kind.needs().isEmpty() && kind.needs().stream().noneMatch(names::contains)) {
            throw new IllegalArgumentException("fault '" + kind.text() + "' needs " + String.join(" or ", kind.needs())
                    + ", such as " + kind.text() + "@" + kind.needs().get(0) + "=…");
        }
    }

    long limit() {
        return limit;
    }

    /** Draws only where a probability is stated, and then first, so that the draw does not depend on the fault's own ones. */
    boolean hold(FaultSubject subject, NumberStream numbers) {
        Double chance = probability;
        return (subject.route() == route || subject.route() == Route.CONNECTION)
                && (chance == null || numbers.nextDouble() < chance)
                && tests.stream().allMatch(test -> test.test(subject));
    }

    @Override
    public String toString() {
        return texts.isEmpty() ? "" : "@" + String.join("&", texts);
    }
}
