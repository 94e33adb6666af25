package dev.promptmeter.suite;

import dev.promptmeter.archive.CacheFolder;
import dev.promptmeter.archive.CacheFolder.Mode;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.suite.ScalarShape.Quotes;
import dev.promptmeter.suite.ScalarShape.Reading;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether answers of other runs are used, and where they are kept.
 *
 * @param folder as written; starts at the working directory
 */
public record CacheSettings(Mode mode, String folder) {

    /** No cache. */
    public static final CacheSettings OFF = new CacheSettings(Mode.OFF, ".promptmeter/cache");

    /** YAML readers, and journals, take the bare words on and off for a switch. */
    private static final Map<String, Mode> MODES = Map.of(
            "off", Mode.OFF,
            "false", Mode.OFF,
            "on", Mode.ON,
            "true", Mode.ON,
            "refresh", Mode.REFRESH,
            "only", Mode.ONLY);

    static final Shape<Mode> MODE = new ScalarShape<>(
            "one of off, on, refresh, only",
            Quotes.DO_NOT_MATTER,
            text -> {
                Mode mode = MODES.get(text);
                return mode == null ? Reading.unexpected() : Reading.of(mode);
            },
            schema());

    private static ObjectNode schema() {
        ObjectNode schema = Json.object();
        schema.putArray("enum")
                .add("off")
                .add("on")
                .add("refresh")
                .add("only")
                .add(false)
                .add(true);
        return schema;
    }

    /**
     * {@return the answers of other runs; empty in a run without a cache}
     *
     * @param run id of the run that keeps answers
     */
    public Optional<CacheFolder> open(Redactor redactor, String run) {
        return mode == Mode.OFF ? Optional.empty() : Optional.of(new CacheFolder(Path.of(folder), mode, redactor, run));
    }

    /** {@return whether a run sends nothing} */
    public boolean silent() {
        return mode == Mode.ONLY;
    }

    /** {@return whether a run may find answers} */
    public boolean read() {
        return mode == Mode.ON || mode == Mode.ONLY;
    }
}
