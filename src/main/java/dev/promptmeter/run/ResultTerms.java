package dev.promptmeter.run;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The terms of a filter that ask what came of a case. What is not known is neither above nor below anything. */
final class ResultTerms {

    private static final int START_OF_ANSWER = 96;
    private static final int NANO_DIGITS = 6;

    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|>|<|=)(-?\\d{1,18}(?:\\.\\d{1,18})?)(ms|s|m)?");

    private static final Map<String, BigDecimal> MILLISECONDS =
            Map.of("ms", BigDecimal.ONE, "s", BigDecimal.valueOf(1_000), "m", BigDecimal.valueOf(60_000));

    private static final Map<String, Function<CaseResult, List<String>>> WORDS = Map.of(
            "v",
            result -> List.of(result.verdict().word()),
            "fr",
            ResultTerms::finish,
            "check",
            ResultTerms::failedChecks,
            "err",
            result ->
                    Stream.ofNullable(result.failure()).map(kind -> kind.word()).toList());

    private static final Map<String, Function<CaseResult, @Nullable BigDecimal>> TIMES = Map.of(
            "lat", result -> millis(result.latencyNanos()),
            "ttft", result -> millis(result.ttftNanos()),
            "e2e", result -> millis(result.e2eNanos()));

    private static final Map<String, Function<CaseResult, @Nullable BigDecimal>> NUMBERS = Map.of(
            "cost",
            ResultTerms::usd,
            "tok",
            ResultTerms::tokens,
            "score",
            result -> result.score() == null ? null : BigDecimal.valueOf(result.score()),
            "attempts",
            result -> BigDecimal.valueOf(result.attempts().size()));

    private static final Map<String, Predicate<CaseResult>> STATES = Map.of(
            "cached", result -> result.origin() == Answer.Origin.CACHED,
            "retried", result -> result.attempts().size() > 1,
            "maybe-billed", result -> result.maybeBilled() > 0);

    private ResultTerms() {}

    /**
     * {@return what the term of that key chooses}
     *
     * @param flaky tells which cases both passed and failed; null if nobody knows
     * @throws IllegalArgumentException if the key does not take that value
     */
    static ResultFilter of(String key, Glob value, @Nullable Predicate<CaseResult> flaky) {
        Function<CaseResult, List<String>> words = WORDS.get(key);
        if (words != null) {
            return result -> words.apply(result).stream().anyMatch(value::matches);
        }
        if (key.equals("is")) {
            Predicate<CaseResult> state = value.text().equals("flaky") ? flaky : STATES.get(value.text());
            if (state == null) {
                throw new IllegalArgumentException(
                        "'is:" + value.text() + "' is unknown; known here: cached, flaky, maybe-billed,"
                                + " retried (disagree: in the search box of the report)");
            }
            return state::test;
        }
        return comparing(key, value.text());
    }

    private static ResultFilter comparing(String key, String text) {
        boolean time = TIMES.containsKey(key);
        Matcher match = COMPARISON.matcher(text);
        if (!match.matches() || match.group(3) != null && !time) {
            throw new IllegalArgumentException(
                    "'" + key + ":" + text + "' needs a comparison, such as " + key + (time ? ":>5s" : ":>0.5"));
        }
        BigDecimal factor = match.group(3) == null ? BigDecimal.ONE : MILLISECONDS.get(match.group(3));
        BigDecimal bound = new BigDecimal(match.group(2)).multiply(factor);
        IntPredicate holds = operator(match.group(1));
        Function<CaseResult, @Nullable BigDecimal> measure = time ? TIMES.get(key) : NUMBERS.get(key);
        return result -> Optional.ofNullable(measure.apply(result))
                .filter(measured -> holds.test(measured.compareTo(bound)))
                .isPresent();
    }

    private static IntPredicate operator(String written) {
        return switch (written) {
            case ">=" -> order -> order >= 0;
            case "<=" -> order -> order <= 0;
            case ">" -> order -> order > 0;
            case "<" -> order -> order < 0;
            default -> order -> order == 0;
        };
    }

    /** {@return whether that text, in lower case, stands in the reason or at the start of the answer} */
    static boolean mentions(CaseResult result, String part) {
        String output = result.output();
        String start = output == null ? "" : output.substring(0, Math.min(output.length(), START_OF_ANSWER));
        return Stream.of(result.reason(), start)
                .anyMatch(text -> text != null && text.toLowerCase(Locale.ROOT).contains(part));
    }

    private static List<String> finish(CaseResult result) {
        Completion completion = result.completion();
        return completion == null
                ? List.of()
                : List.of(completion.finish().kind().word());
    }

    private static List<String> failedChecks(CaseResult result) {
        List<String> names = new ArrayList<>();
        result.outcomes().stream().filter(Outcome::failed).map(Outcome::check).forEach(check -> {
            names.add(check.name());
            if (check.metric() != null) {
                names.add(check.metric());
            }
        });
        return names;
    }

    private static @Nullable BigDecimal millis(@Nullable Long nanos) {
        return nanos == null ? null : BigDecimal.valueOf(nanos, NANO_DIGITS);
    }

    private static @Nullable BigDecimal usd(CaseResult result) {
        Long pico = result.cost().pico();
        return pico == null ? null : Cost.usd(pico);
    }

    private static @Nullable BigDecimal tokens(CaseResult result) {
        Completion completion = result.completion();
        TokenUsage usage = completion == null ? TokenUsage.NONE : completion.usage();
        return usage.total() == null ? null : BigDecimal.valueOf(usage.total());
    }
}
