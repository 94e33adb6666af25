package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chat completion request, checked and reduced to what decides its answer. */
record ChatRequest(
        String model,
        List<Said> messages,
        boolean stream,
        boolean usageAsked,
        boolean usageRunning,
        boolean logprobsAsked,
        int choices,
        @Nullable Integer maxTokens,
        byte[] bytes) {

    /** One message: its role and all its text. */
    record Said(String role, String text) {}

    ChatRequest {
        messages = List.copyOf(messages);
    }

    String text(Target target) {
        return switch (target) {
            case LAST -> lastUserText();
            case SYSTEM -> joined("system");
            case ALL -> joined("");
            case RAW -> new String(bytes, StandardCharsets.UTF_8);
        };
    }

    private String lastUserText() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return messages.get(i).text();
            }
        }
        return "";
    }

    private String joined(String role) {
        StringBuilder all = new StringBuilder();
        for (Said message : messages) {
            if (role.isEmpty() || message.role().equals(role)) {
                all.append(all.isEmpty() ? "" : "\n").append(message.text());
            }
        }
        return all.toString();
    }

    /** {@return 3, and for each message 4 and its pieces} */
    int promptTokens() {
        int tokens = 3;
        for (Said message : messages) {
            tokens += 4 + Tokens.count(message.text());
        }
        return tokens;
    }

    /** {@return as many pieces as {@link #promptTokens} counts, each the text of one token or what stands for it} */
    List<String> promptPieces() {
        List<String> pieces = new ArrayList<>(Collections.nCopies(3, model));
        for (Said message : messages) {
            pieces.addAll(Collections.nCopies(4, message.role()));
            for (int from = 0, to; from < message.text().length(); from = to) {
                to = Tokens.end(message.text(), from, 1);
                pieces.add(message.text().substring(from, to));
            }
        }
        return pieces;
    }

    /** {@return SHA-256 over model, roles and texts, each followed by a zero byte} */
    byte[] key() {
        MessageDigest digest = Digests.sha256();
        update(digest, model);
        for (Said message : messages) {
            update(digest, message.role());
            update(digest, message.text());
        }
        return digest.digest();
    }

    private static void update(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
