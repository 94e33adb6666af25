package dev.promptmeter.suite;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables by name: those of the process, then those of {@code --env-file}, then those of {@code .env}; the first to have one wins. */
public final class Environment {

    private final Map<String, String> process;
    private final Map<String, String> files;

    private Environment(Map<String, String> process, Map<String, String> files) {
        this.process = Map.copyOf(process);
        this.files = Map.copyOf(files);
    }

    /** {@return the variables that the process was started with} */
    public static Environment of(Map<String, String> process) {
        return new Environment(process, Map.of());
    }

    /**
     * {@return these variables and, behind them, those of a file}
     *
     * @throws SuiteException if the file is missing or a line is not {@code NAME=value}
     */
    public Environment withFile(Path file) {
        Map<String, String> more = new HashMap<>(EnvironmentFile.read(file));
        more.putAll(files);
        return new Environment(process, more);
    }

    /** {@return the value; null if nobody sets it} */
    @Nullable
    String find(String name) {
        String value = process.get(name);
        return value == null ? files.get(name) : value;
    }

    /** {@return the value that the process was started with; null if it was started without} */
    @Nullable
    String ofProcess(String name) {
        return process.get(name);
    }

    /** {@return every variable, for looking up the twins of flags} */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(files);
        all.putAll(process);
        return all;
    }
}
