package dev.promptmeter.score;

import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.dataset.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code token-count} and {@code tokens}: the number of tokens that the endpoint counted lies in a range. */
final class TokenRange implements Scorer {

    private static final String OF = "of";

    private final CheckHelp help;
    private final Kind usual;

    /** Which tokens are counted. */
    private enum Kind {
        PROMPT,
        COMPLETION,
        REASONING,
        TOTAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Nullable
        Long in(TokenUsage usage) {
            return switch (this) {
                case PROMPT -> usage.prompt();
                case COMPLETION -> usage.completion();
                case REASONING -> usage.reasoning();
                case TOTAL -> total(usage);
            };
        }

        private static @Nullable Long total(TokenUsage usage) {
            Long prompt = usage.prompt();
            Long completion = usage.completion();
            boolean unstated = usage.total() == null && prompt != null && completion != null;
            return unstated ? (Long) (prompt + completion) : usage.total();
        }
    }

    private TokenRange(Kind usual, CheckHelp help) {
        this.usual = usual;
        this.help = help;
    }

    /** {@return the scorer of the tokens of the answer} */
    static Scorer ofAnswer() {
        String summary = "the number of completion tokens lies in the range";
        return new TokenRange(Kind.COMPLETION, help("token-count", summary, "..200", List.of()));
    }

    /** {@return the scorer of the tokens of the whole exchange, or of a part of them} */
    static Scorer ofExchange() {
        String summary = "the number of tokens, of: prompt, completion, reasoning or total, lies in the range";
        return new TokenRange(Kind.TOTAL, help("tokens", summary, "..2000", List.of(OF)));
    }

    private static CheckHelp help(String name, String summary, String example, List<String> options) {
        return new CheckHelp(name, summary, "a range: n, a..b, a.. or ..b", "", name + ": " + example, options);
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        Range range = Range.of(arguments.requiredValue());
        Kind kind = kind(arguments);
        return answer -> {
            if (answer.origin() == Answer.Origin.PROVIDED) {
                return new Score.Skipped("the dataset provides the answer: it has no token counts");
            }
            Long actual = kind.in(answer.completion().usage());
            return actual == null
                    ? new Score.Unscored("the endpoint states no " + kind.word() + " tokens")
                    : judge(actual, range, kind);
        };
    }

    private Kind kind(Arguments arguments) {
        JsonNode written = arguments.option(OF);
        return written == null
                ? usual
                : Arrays.stream(Kind.values())
                        .filter(kind ->
                                written.isString() && written.stringValue().equals(kind.word()))
                        .findFirst()
                        .orElseThrow(() -> arguments.wrong("has of: " + written + ", which is none of " + words()));
    }

    private static String words() {
        return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    }

    private static Score judge(long actual, Range range, Kind kind) {
        return range.contains(actual)
                ? Score.pass("has " + actual + " " + kind.word() + " tokens")
                : Score.fail("expected " + range + " " + kind.word() + " tokens, got " + actual);
    }
}
