package dev.promptmeter.score;

import dev.promptmeter.dataset.CanonicalJson;
import dev.promptmeter.dataset.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The hash of the checks of a case: what they are and which scorers judge them, not where they were written. */
public final class CheckHash {

    private static final HexFormat HEX = HexFormat.of();

    private CheckHash() {}

    /** {@return the SHA-256 of their canonical JSON, 64 hex digits} */
    static String of(List<PreparedCheck> checks, @Nullable Double threshold) {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        var all = set.putArray("checks");
        checks.forEach(prepared -> write(prepared, all.addObject()));
        return hash(set, threshold);
    }

    private static String hash(ObjectNode set, @Nullable Double threshold) {
        if (threshold != null) {
            set.put("threshold", threshold);
        }
        return HEX.formatHex(sha256().digest(CanonicalJson.of(set).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * {@return the SHA-256 of checks as their author wrote them, whichever scorers judge them, 64 hex digits}
     *
     * @param threshold what their weighted score must reach; null for none
     */
    public static String written(List<Check> checks, @Nullable Double threshold) {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        var all = set.putArray("checks");
        checks.forEach(check -> writeWhole(check, all.addObject()));
        return hash(set, threshold);
    }

    private static void writeWhole(Check check, ObjectNode node) {
        write(check, node);
        if (!check.parts().isEmpty()) {
            var parts = node.putArray("checks");
            check.parts().forEach(part -> writeWhole(part, parts.addObject()));
        }
    }

    private static void write(PreparedCheck prepared, ObjectNode node) {
        write(prepared.check(), node);
        node.put("scorer", prepared.version());
        if (prepared.judgement() instanceof GroupJudgement group) {
            var parts = node.putArray("checks");
            group.parts().forEach(part -> write(part, parts.addObject()));
        }
    }

    private static void write(Check check, ObjectNode node) {
        node.put("type", check.name());
        if (check.value() != null) {
            node.set("value", check.value());
        }
        if (check.threshold() != null) {
            node.put("threshold", check.threshold().number());
            node.put("unit", check.threshold().unit());
        }
        node.put("weight", check.weight());
        if (check.metric() != null) {
            node.put("metric", check.metric());
        }
        if (!check.options().isEmpty()) {
            ObjectNode options = node.putObject("options");
            check.options().forEach(options::set);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
