package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code java-regex}: a pattern of the Java language, look-around and back-references included, matches in time. */
final class JavaPattern implements Scorer {

    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final int LONGEST_PATTERN = 1_000;
    private static final int LONGEST_TEXT = 256 * 1024;

    private static final CheckHelp HELP = new CheckHelp(
            "java-regex",
            "the java.util.regex pattern matches somewhere in the answer within 100 ms; needs allow: [java-regex] in the suite",
            "a pattern",
            "",
            "java-regex: ^(?!.*refund).*$",
            Arguments.TEXT_OPTIONS);

    private final SideThreads threads = new SideThreads("java-regex", SideThreads.Counting.PROCESSOR);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.JAVA_REGEX);
    }

    @Override
    public Filling filling() {
        return Filling.PATTERN;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        Pattern pattern = compiled(arguments.text());
        return answer -> judge(pattern, text.of(answer));
    }

    private static Pattern compiled(String written) {
        if (written.length() > LONGEST_PATTERN) {
            throw Patterns.refused("a pattern has at most 1,000 characters, this one " + written.length());
        }
        try {
            return Pattern.compile(written);
        } catch (PatternSyntaxException e) {
            throw Patterns.refused(e.getDescription() + ": " + Excerpt.of(written));
        } catch (StackOverflowError e) {
            throw Patterns.refused("its groups are nested too deep");
        }
    }

    private Score judge(Pattern pattern, String text) {
        if (text.length() > LONGEST_TEXT) {
            return new Score.Unscored("the answer is too long for a pattern: " + text.length() + " characters");
        }
        String shown = Excerpt.of(pattern.pattern());
        try {
            boolean found = threads.within(
                    LIMIT, () -> pattern.matcher(new InterruptibleText(text)).find());
            return found
                    ? Score.pass("matches " + shown)
                    : Score.fail("no match for " + shown + " in " + Excerpt.of(text));
        } catch (TimeoutException e) {
            return new Score.Unscored("matching " + shown + " took longer than " + LIMIT.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Score.Unscored("matching " + shown + " went too deep");
        } catch (RejectedExecutionException e) {
            return new Score.Unscored("matching " + shown + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Score.Unscored("interrupted");
        }
    }
}
