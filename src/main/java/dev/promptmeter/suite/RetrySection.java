package dev.promptmeter.suite;

import dev.promptmeter.run.Retry;
import dev.promptmeter.run.RetryOn;
import dev.promptmeter.suite.ScalarShape.Quotes;
import dev.promptmeter.suite.ScalarShape.Reading;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The section {@code run.retries} of a suite. */
final class RetrySection {

    private static final String CAUSE = "[1-5][0-9]{2}|5xx|timeout|connection";
    private static final Pattern CAUSES = Pattern.compile(CAUSE);
    private static final Shape<String> ON_WHAT = new ScalarShape<>(
            "a status such as 429, 5xx, timeout or connection",
            Quotes.DO_NOT_MATTER,
            text -> CAUSES.matcher(text).matches() ? Reading.of(text) : Reading.unexpected(),
            Json.anyOf(List.of(Json.type("integer").put("minimum", 100).put("maximum", 599), Json.pattern(CAUSE))));

    private static final Shape<Integer> TO_TEN = Scalars.integer(0, 10);
    private static final Key<Integer> MAX = Key.optional("max", TO_TEN).or("4");
    private static final Key<List<String>> ON =
            Key.optional("on", Shapes.list(ON_WHAT, 1, 64)).orElse(List.of());
    private static final Key<Integer> MAYBE_BILLED =
            Key.optional("maybeBilled", TO_TEN).or("1");
    private static final Key<Integer> MALFORMED =
            Key.optional("malformed", TO_TEN).or("0");
    private static final Key<Duration> MAX_WAIT =
            Key.optional("maxWait", Quantities.duration("0ms", "24h")).or("120s");
    private static final Key<Duration> MAX_ELAPSED =
            Key.optional("maxElapsed", Quantities.duration("1ms", "24h")).or("10m");

    static final Shape<Retry> SHAPE = Fields.of(MAX, ON, MAYBE_BILLED, MALFORMED, MAX_WAIT, MAX_ELAPSED)
            .as(values -> new Retry(
                    values.get(MAX),
                    values.get(MAYBE_BILLED),
                    values.get(MALFORMED),
                    new RetryOn(values.get(ON)),
                    values.get(MAX_WAIT),
                    values.get(MAX_ELAPSED)));

    private RetrySection() {}
}
