package dev.promptmeter.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names a run, beside its suite.
 *
 * @param runId such as {@code 20260114-0912-k3f9}
 * @param tool name and version
 * @param title shown in reports; null for that of the suite
 * @param tags beside those of the suite
 * @param environment of the machine and the program
 * @param command how to run it again
 */
public record RunLabels(
        String runId,
        String tool,
        @Nullable String title,
        Map<String, String> tags,
        Map<String, String> environment,
        String command) {

    /** Copies the collections and keeps their order. */
    public RunLabels {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
