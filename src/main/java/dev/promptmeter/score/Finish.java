package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.NearName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code finish-reason}: the model stopped for one of these reasons, in our words or the vendor's own. */
final class Finish implements Scorer {

    private static final int LONGEST_WORD = 64;
    private static final String WORDS = "stop, length, filter, tool, error, none, other";

    private static final CheckHelp HELP = new CheckHelp(
            "finish-reason",
            "the model stopped for one of these reasons",
            "a list of " + WORDS + ", or a vendor's word",
            "",
            "finish-reason: stop",
            List.of());

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        List<FinishReason> wanted =
                arguments.items().stream().map(Finish::reason).toList();
        String words = wanted.stream().map(Finish::word).distinct().collect(Collectors.joining(", "));
        return answer -> {
            if (answer.origin() == Answer.Origin.PROVIDED) {
                return new Score.Skipped("the dataset provides the answer: it has no finish reason");
            }
            Completion completion = answer.completion();
            boolean holds = wanted.stream().anyMatch(reason -> matches(reason, completion));
            String actual = word(completion.finish());
            return holds
                    ? Score.pass("finished with " + actual)
                    : Score.fail("expected " + words + ", finished with " + actual);
        };
    }

    private static FinishReason reason(String written) {
        boolean wordy = written.length() <= LONGEST_WORD
                && written.chars().noneMatch(c -> Character.isISOControl(c) || WhiteSpace.is(c));
        if (!wordy) {
            throw new CheckException(
                    "PM-1215",
                    Excerpt.of(written) + " cannot be a finish reason: one word of at most " + LONGEST_WORD
                            + " characters, such as " + WORDS);
        }
        return FinishReason.of(written);
    }

    @Override
    public Optional<String> doubt(Check check) {
        return Arguments.of(check, HELP).items().stream()
                .filter(written -> unknown(FinishReason.of(written)))
                .findFirst()
                .map(written -> "finish reason '" + Excerpt.visible(written)
                        + "' is none that we know and is compared with the endpoint's own word"
                        + meant(written));
    }

    private static String meant(String written) {
        String near = NearName.question(written.toLowerCase(Locale.ROOT), FinishReason.words());
        return near.isEmpty() ? "; known: " + WORDS : near;
    }

    private static boolean matches(FinishReason wanted, Completion completion) {
        if (unknown(wanted)) {
            return same(wanted.word(), completion.finish().word()) || same(wanted.word(), completion.nativeFinish());
        }
        return wanted.kind() == completion.finish().kind();
    }

    /** {@return whether the vendor's own word is all there is to compare} */
    private static boolean unknown(FinishReason reason) {
        return reason.kind() == FinishReason.Kind.OTHER && !same(FinishReason.Kind.OTHER.word(), reason.word());
    }

    private static boolean same(@Nullable String wanted, @Nullable String actual) {
        return wanted != null
                && actual != null
                && wanted.toLowerCase(Locale.ROOT).equals(actual.toLowerCase(Locale.ROOT));
    }

    private static String word(FinishReason reason) {
        return unknown(reason) && reason.word() != null
                ? Excerpt.of(reason.word())
                : reason.kind().word();
    }
}
