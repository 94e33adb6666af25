package dev.promptmeter.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the journal says of the machine and the program. */
final class Facts {

    private static final long MEBIBYTE = 1 << 20;

    private Facts() {}

    static Map<String, String> ofThisProcess() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("os", Version.system());
        facts.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", Runtime.getRuntime().maxMemory() / MEBIBYTE + " MiB heap");
        facts.put("java", Version.java());
        GitState.at(Path.of("").toAbsolutePath()).ifPresent(git -> facts.putAll(git.facts()));
        facts.put(RunAgain.FOLDER, Path.of("").toAbsolutePath().toString());
        return facts;
    }
}
