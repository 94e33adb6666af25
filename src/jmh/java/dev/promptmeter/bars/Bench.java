package dev.promptmeter.bars;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where bars are measured.
 *
 * @param launcher the program as it is shipped
 * @param work a folder for what is needed meanwhile
 */
record Bench(Path launcher, Path work, Effort effort) {

    private static final int PROMPT_CHARACTERS = 820;

    /** How the launcher names the flags of the program. */
    private static final Pattern FLAGS = Pattern.compile("(?m)^options=\"([^\"]+)\"");

    void say(String text) {
        System.err.println("bars  " + text);
    }

    /** {@return a path below the work folder where nothing is} */
    Path fresh(String name) throws IOException {
        Path path = work.resolve(name);
        delete(path);
        return path;
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** {@return a dataset of that many rows with two checks each, which makes requests of 900 B} */
    Path rows(int count) throws IOException {
        Path file = work.resolve("rows-" + count + ".csv");
        if (Files.exists(file)) {
            return file;
        }
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("prompt,__expected1,__expected2\n");
            for (int i = 0; i < count; i++) {
                out.write(prompt(i) + ",not-contains: zebra,not-contains: quagga\n");
            }
        }
        return file;
    }

    static String prompt(int number) {
        String question = "Where is parcel " + number + "? ";
        return question + "x".repeat(PROMPT_CHARACTERS - question.length());
    }

    /** The program, in the work folder, with the JVM of this process. */
    ProcessBuilder program(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** A class of this package that needs nothing but the JDK. */
    ProcessBuilder reference(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java"), "-Xshare:auto", "-XX:-UsePerfData"));
        command.addAll(flags());
        command.addAll(List.of("-cp", classes(), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(work.toFile());
    }

    /** Read, not repeated: a reference must have no other JVM than the program. */
    private List<String> flags() throws IOException {
        Matcher line = FLAGS.matcher(Files.readString(launcher, StandardCharsets.UTF_8));
        if (!line.find()) {
            throw new IOException(launcher + " does not say its flags in the form " + FLAGS);
        }
        return List.of(line.group(1).split(" "));
    }

    private static String classes() {
        try {
            return Path.of(Bench.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
