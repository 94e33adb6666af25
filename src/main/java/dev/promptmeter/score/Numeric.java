package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** {@code numeric} and {@code numeric-last}: a number is near enough to the expected one. Decimal arithmetic throughout. */
enum Numeric implements Scorer {
    WHOLE(
            "numeric",
            "the whole answer is a number within the tolerance",
            "not a number: ",
            text -> Optional.of(WhiteSpace.trim(text))),
    LAST("numeric-last", "the last number in the answer is within the tolerance", "no number in ", NumberScan::last);

    private final CheckHelp help;
    private final String absent;
    private final Function<String, Optional<String>> found;

    Numeric(String name, String summary, String absent, Function<String, Optional<String>> found) {
        this.help = new CheckHelp(
                name,
                summary,
                "a number",
                "the tolerance, or with % a share of the expected number; 0 without it",
                name + "(0.01): 3.14",
                List.of("relative", "on", "allowEmpty"));
        this.absent = absent;
        this.found = found;
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        JudgedText text = arguments.judgedText();
        BigDecimal expected = number(arguments.requiredValue());
        BigDecimal tolerance = tolerance(arguments, expected);
        return answer -> judge(text.of(answer), expected, tolerance);
    }

    private static BigDecimal number(JsonNode value) {
        String text = value.isString() ? WhiteSpace.trim(value.stringValue()) : value.toString();
        return NumberText.plain(text)
                .orElseThrow(() -> new CheckException(
                        "PM-1215",
                        Excerpt.of(text) + " is not a number; decimals use a point, groups of digits no comma"));
    }

    private static BigDecimal tolerance(Arguments arguments, BigDecimal expected) {
        JsonNode relative = arguments.option("relative");
        if (relative != null && arguments.threshold().isPresent()) {
            throw arguments.wrong("has two tolerances, a threshold and 'relative'");
        }
        BigDecimal tolerance = relative == null
                ? arguments
                        .threshold()
                        .map(limit -> absolute(arguments, limit, expected))
                        .orElse(BigDecimal.ZERO)
                : share(arguments, relative).multiply(expected.abs());
        if (tolerance.signum() < 0) {
            throw arguments.wrong("has a tolerance below 0");
        }
        return tolerance;
    }

    private static BigDecimal absolute(Arguments arguments, Quantity limit, BigDecimal expected) {
        if (limit.unit().equals("%")) {
            return limit.number().movePointLeft(2).multiply(expected.abs());
        }
        return arguments.bareNumber(limit);
    }

    private static BigDecimal share(Arguments arguments, JsonNode relative) {
        String text = relative.isString() ? WhiteSpace.trim(relative.stringValue()) : relative.toString();
        boolean percent = text.endsWith("%");
        Optional<BigDecimal> number = NumberText.plain(percent ? text.substring(0, text.length() - 1) : text);
        return number.map(share -> percent ? share.movePointLeft(2) : share)
                .orElseThrow(
                        () -> arguments.wrong("has relative: " + relative + ", which is no share such as 1% or 0.01"));
    }

    private Score judge(String text, BigDecimal expected, BigDecimal tolerance) {
        String written = found.apply(text).orElse("");
        Optional<BigDecimal> actual = NumberText.grouped(written);
        if (actual.isEmpty()) {
            return Score.fail(absent + Excerpt.of(text) + ", expected " + words(expected, tolerance));
        }
        boolean holds = actual.get().subtract(expected).abs().compareTo(tolerance) <= 0;
        return holds
                ? Score.pass("is " + words(expected, tolerance))
                : Score.fail(
                        "expected " + words(expected, tolerance) + ", got " + Excerpt.limit(written, Excerpt.WIDTH));
    }

    private static String words(BigDecimal expected, BigDecimal tolerance) {
        return tolerance.signum() == 0
                ? expected.toString()
                : expected + " ± " + tolerance.stripTrailingZeros().toPlainString();
    }
}
