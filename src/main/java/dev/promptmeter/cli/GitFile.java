package dev.promptmeter.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file as a commit of git has it, read through the {@code git} program of the user.
 *
 * @param ref branch, tag or commit
 * @param path of the file, as seen from the working directory
 */
record GitFile(String ref, String path) {

    /** A name that begins with a hyphen would be a flag. */
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_@][A-Za-z0-9_@./^~{}+-]*)(?::([^:\\p{Cntrl}]+))?");

    private static final int PATIENCE_SECONDS = 30;

    /**
     * {@return the file of that name}
     *
     * @param name {@code REF:FILE}, or {@code REF} alone
     * @param usual the file that is meant where none is named; null if one must be
     * @throws CliException if it has another form
     */
    static GitFile named(String name, @Nullable String usual) {
        Matcher parts = NAME.matcher(name);
        String path = parts.matches() && parts.group(2) != null ? parts.group(2) : usual;
        if (!parts.matches() || path == null) {
            throw new CliException(
                    "PM-1542",
                    "'git:" + name + "' names no file of a commit: write git:REF:FILE, such as"
                            + " git:main:baselines/support-bot.csv");
        }
        return new GitFile(parts.group(1), path);
    }

    /**
     * {@return its text}
     *
     * @throws CliException if git does not have it
     */
    String text() throws InterruptedException {
        return find().orElseThrow(() -> missing("git has no such file there: look with  git ls-tree -r " + ref));
    }

    /**
     * {@return its text; empty if that commit has no such file}
     *
     * @throws CliException if git does not know the commit, or cannot be run
     */
    Optional<String> find() throws InterruptedException {
        // The content itself, which no filter or viewer of the repository's settings has a say in.
        Optional<String> text = git("cat-file", "blob", object());
        if (text.isEmpty()
                && git("rev-parse", "--verify", "--quiet", ref + "^{commit}").isEmpty()) {
            throw missing("git knows no commit '" + ref + "' here; a shallow checkout has only the newest: fetch it");
        }
        return text;
    }

    /** Git names files of a commit from the folder it is run in. */
    private String object() {
        Path relative = folder().relativize(file());
        return ref + ":./" + relative.toString().replace(File.separatorChar, '/');
    }

    private Path file() {
        return Path.of(path).toAbsolutePath().normalize();
    }

    /** {@return the innermost folder on the way to the file that is there now} */
    private Path folder() {
        Path folder = file().getParent();
        while (folder.getParent() != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** {@return what git says; empty if it fails} */
    private Optional<String> git(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        try {
            Process git = new ProcessBuilder(command)
                    .directory(folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            git.destroy();
            return ended && git.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            throw missing("the program git cannot be run: " + e.getMessage());
        }
    }

    private CliException missing(String why) {
        return new CliException("PM-1542", "git:" + ref + ":" + path + "  " + why);
    }
}
