package dev.promptmeter.summary;

import dev.promptmeter.score.OrderEffect;
import dev.promptmeter.score.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * What judging took, apart from everything that the judged models did.
 *
 * @param answers answers about which a judge was asked
 * @param calls attempts at the judge
 * @param knownPico sum of all known costs, picodollars
 * @param unknown calls whose cost is unknown
 * @param promptTokens of all calls that state them
 * @param completionTokens of all calls that state them
 * @param disagreed answers about which the judge said different things
 * @param cut answers that were too long to be shown to the judge whole
 * @param orderEffect of comparing answers with each other
 * @param models names that the judge's endpoint reported
 */
public record JudgeTotals(
        long answers,
        long calls,
        long knownPico,
        long unknown,
        long promptTokens,
        long completionTokens,
        long disagreed,
        long cut,
        OrderEffect orderEffect,
        Set<String> models) {

    /** No judge was asked. */
    public static final JudgeTotals NONE = new JudgeTotals(0, 0, 0, 0, 0, 0, 0, 0, OrderEffect.NONE, Set.of());

    private static final int HASH_DIGITS = 12;

    /** Copies the names. */
    public JudgeTotals {
        models = Set.copyOf(models);
    }

    /** {@return what verdicts can be compared by: 12 hex digits of how the judge was asked and which models replied} */
    public String hash() {
        String text = Question.PROTOCOL + "\n" + String.join("\n", new TreeSet<>(models));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return whether a judge was asked about anything} */
    public boolean asked() {
        return calls > 0;
    }
}
