package dev.promptmeter.archive;

import dev.promptmeter.compare.Baseline;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The baseline that a run is compared with, as its folder keeps it: a copy of its own, so that its reports stay what they were whatever
 * becomes of the file, and the copy's hash in the opening note, so that no other can take its place.
 *
 * @param reference what was named, such as {@code baselines/support-bot.csv}
 * @param sha SHA-256 of the copy, hex
 */
public record KeptBaseline(String reference, String sha) {

    private static final String REFERENCE = "baseline";
    private static final String SHA = "baselineSha";
    private static final String ABSENCE = "baselineAbsent";
    private static final int DIGITS = 12;

    /** {@return the same for a copy with that text} */
    public static KeptBaseline of(String reference, String text) {
        return new KeptBaseline(reference, sha(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return that of the run; empty if it is compared with none} */
    public static Optional<KeptBaseline> of(Manifest run) {
        String reference = run.environment().get(REFERENCE);
        String sha = run.environment().get(SHA);
        return reference == null || sha == null ? Optional.empty() : Optional.of(new KeptBaseline(reference, sha));
    }

    /** {@return what the opening note says of it} */
    public Map<String, String> facts() {
        return Map.of(REFERENCE, reference, SHA, sha);
    }

    /** {@return what the opening note says of a run that was to be compared and has nothing to be compared with} */
    public static Map<String, String> absent(String why) {
        return Map.of(ABSENCE, why);
    }

    /** {@return why the run, which was to be compared, has nothing to be compared with; empty for any other} */
    public static Optional<String> absence(Manifest run) {
        return Optional.ofNullable(run.environment().get(ABSENCE));
    }

    /** {@return the name of the copy in the run folder: a run that goes on with another baseline leaves the older one alone} */
    public String fileName() {
        return "baseline-" + sha.substring(0, DIGITS) + ".csv";
    }

    /**
     * {@return the baseline in that run folder}
     *
     * @throws StorageException if the copy is gone or not what it was
     */
    Baseline read(Path folder) {
        try {
            return BaselineFile.read(
                    new StringReader(text(folder)), folder.resolve(fileName()).toString());
        } catch (IOException e) {
            throw gone(folder.resolve(fileName()), e);
        }
    }

    /**
     * {@return the text of the copy in that run folder}
     *
     * @throws StorageException if it is gone or not what it was
     */
    String text(Path folder) {
        Path file = folder.resolve(fileName());
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!sha(bytes).equals(sha)) {
                throw new StorageException(
                        "PM-5007",
                        file + " is not the baseline that the run was compared with: its SHA-256 was " + sha
                                + ". Put that back");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw gone(file, e);
        }
    }

    private static StorageException gone(Path file, IOException cause) {
        return new StorageException(
                "PM-5007",
                file + " cannot be read: " + DiskFault.said(cause)
                        + "; it is the copy of the baseline that the run was compared with. Put it back",
                cause);
    }

    private static String sha(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
