package dev.promptmeter.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What tells one machine and JVM from another, under the names that benchmark results have for it. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Machine() {}

    /** {@return facts of this process: {@code java}, {@code flags}, {@code cpu}, {@code processors} and {@code os}} */
    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("flags", String.join(" ", flags()));
        facts.put("cpu", processor());
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("os", Version.system());
        return facts;
    }

    /** Which compilers and collector work changes what the client costs; where classes are kept does not. */
    private static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X"))
                .filter(flag -> !flag.startsWith("-XX:SharedArchiveFile") && !flag.startsWith("-Xlog"))
                .sorted()
                .toList();
    }

    private static String processor() {
        String unknown = System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(unknown);
        } catch (IOException | java.io.UncheckedIOException e) {
            return unknown;
        }
    }
}
