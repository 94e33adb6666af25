package dev.promptmeter.suite;

import dev.promptmeter.chat.openai.Connecting;
import dev.promptmeter.chat.openai.EnvironmentProxies;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whom the connections of a run trust and which way they take, from a flag and from the variables of the process. */
final class Connections {

    private static final long LARGEST = 1 << 20;

    private Connections() {}

    /**
     * {@return how a run connects}
     *
     * @throws SuiteException with PM-1013 if the certificates cannot be used, with PM-1014 if a proxy cannot
     */
    static Connecting of(SuiteOptions options) {
        Connecting trusting = trusting(options.certificates());
        try {
            return EnvironmentProxies.of(options.environment()::ofProcess)
                    .map(trusting::through)
                    .orElse(trusting);
        } catch (IllegalArgumentException e) {
            throw fault("PM-1014", Source.NOWHERE, e.getMessage());
        }
    }

    private static Connecting trusting(@Nullable Path file) {
        if (file == null) {
            return Connecting.DEFAULT;
        }
        Source source = new Source(file.toString(), 0, 0);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                String what = Files.isRegularFile(file) ? "is larger than 1 MiB" : "does not exist or is no file";
                throw fault("PM-1013", source, "the file of --ca-cert " + what);
            }
            return Connecting.DEFAULT.trusting(Files.readAllBytes(file));
        } catch (IOException e) {
            throw fault("PM-1013", source, "the file of --ca-cert cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw fault(
                    "PM-1013",
                    source,
                    "the file of --ca-cert " + e.getMessage()
                            + "; expected text with -----BEGIN CERTIFICATE----- lines");
        }
    }

    private static SuiteException fault(String code, Source source, String text) {
        return new SuiteException(List.of(Problem.of(code, source, text)));
    }
}
