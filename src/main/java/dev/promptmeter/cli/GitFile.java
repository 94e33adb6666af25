package dev.promptmeter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as a commit of git has it, read through the {@code git} program of the user.
 *
 * @param ref branch, tag or commit
 * @param path of the file, as seen from the working directory
 */
record GitFile(String ref, String path) {

    /** A name that begins with a hyphen would be a flag. */
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_@][A-Za-z0-9_@./^~{}+-]*):([^:\\p{Cntrl}]+)");

    private static final int PATIENCE_SECONDS = 30;

    /**
     * {@return the file of that name}
     *
     * @param name {@code REF:FILE}
     * @throws CliException if it has another form
     */
    static GitFile named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new CliException(
                    "PM-1542",
                    "'git:" + name + "' names no file of a commit: write git:REF:FILE, such as"
                            + " git:main:baselines/support-bot.csv");
        }
        return new GitFile(parts.group(1), parts.group(2));
    }

    /**
     * {@return its text}
     *
     * @throws CliException if git does not have it
     */
    String text() throws InterruptedException {
        // The content itself, which no filter or viewer of the repository's settings has a say in.
        String object = ref + ":" + (path.startsWith("/") ? path : "./" + path);
        try {
            Process git = new ProcessBuilder(List.of("git", "cat-file", "blob", object))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || git.exitValue() != 0) {
                git.destroy();
                throw missing("git has no such file there: look with  git ls-tree -r " + ref);
            }
            return text;
        } catch (IOException e) {
            throw missing("the program git cannot be run: " + e.getMessage());
        }
    }

    private CliException missing(String why) {
        return new CliException("PM-1542", "git:" + ref + ":" + path + "  " + why);
    }
}
