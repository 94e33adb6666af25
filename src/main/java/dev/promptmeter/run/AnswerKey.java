package dev.promptmeter.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;

/** What identifies an answer: the bytes that were sent and where to, never their position in a dataset. */
final class AnswerKey {

    private static final String FORMAT = "1";
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = sha256();

    /** {@return the SHA-256 of a body, hex} */
    String bodySha(byte[] body) {
        return HEX.formatHex(digest.digest(body));
    }

    /** {@return the key of one repeat, 64 hex digits} */
    String of(String endpoint, String dataset, String bodySha, int occurrence, int repeat) {
        String text = String.join(
                "\n", FORMAT, endpoint, dataset, bodySha, Integer.toString(occurrence), Integer.toString(repeat));
        return HEX.formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return the key of one question to a judge, 64 hex digits: whom it is put to, with which parameters, and what it says} */
    String ofJudge(Model judge, String question) {
        String params = new TreeMap<>(judge.params()).toString();
        String text = String.join("\n", FORMAT, "judge", endpoint(judge.baseUri()), judge.name(), params, question);
        return HEX.formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return the base URL in the one spelling that keys use: lower-case scheme and host, explicit port, no slash at the end} */
    static String endpoint(URI base) {
        if (base.getHost() == null) {
            return base.toString();
        }
        String scheme = base.getScheme().toLowerCase(Locale.ROOT);
        int port = base.getPort() >= 0 ? base.getPort() : scheme.equals("https") ? 443 : 80;
        String path = base.getRawPath().replaceAll("/+$", "");
        return scheme + "://" + base.getHost().toLowerCase(Locale.ROOT) + ":" + port + path;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
