package dev.promptmeter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which commit a folder is at, read from the files of git: no other program is started. Whether files were changed since is not known.
 *
 * @param sha of the commit, hex
 * @param branch name; null on a detached head
 */
record GitState(String sha, @Nullable String branch) {

    private static final String REF = "ref: ";
    private static final int SHORT = 7;

    /** {@return the commit; empty outside a repository, and wherever its files are not as expected} */
    static Optional<GitState> at(Path folder) {
        try {
            for (Path each = folder; each != null; each = each.getParent()) {
                if (Files.exists(each.resolve(".git"))) {
                    return read(repository(each.resolve(".git")));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A second working tree has a file that names the folder. */
    private static Path repository(Path git) throws IOException {
        return Files.isDirectory(git) ? git : git.resolveSibling(text(git).substring("gitdir: ".length()));
    }

    private static Optional<GitState> read(Path repository) throws IOException {
        String head = text(repository.resolve("HEAD"));
        if (!head.startsWith(REF)) {
            return Optional.of(new GitState(head, null));
        }
        String ref = head.substring(REF.length());
        Path common = repository.resolve("commondir");
        Path refs = Files.exists(common) ? repository.resolve(text(common)) : repository;
        String branch = ref.replaceFirst("^refs/heads/", "");
        return sha(refs, ref).map(sha -> new GitState(sha, branch));
    }

    private static Optional<String> sha(Path refs, String ref) throws IOException {
        Path loose = refs.resolve(ref);
        if (Files.exists(loose)) {
            return Optional.of(text(loose));
        }
        Path packed = refs.resolve("packed-refs");
        return Files.exists(packed)
                ? text(packed)
                        .lines()
                        .filter(line -> line.endsWith(" " + ref))
                        .map(line -> line.split(" ")[0])
                        .findFirst()
                : Optional.empty();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    /** {@return the facts under the names that reports look for} */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        String shown = sha.substring(0, Math.min(SHORT, sha.length()));
        facts.put("git", branch == null ? shown : branch + "@" + shown);
        facts.put("git.sha", sha);
        if (branch != null) {
            facts.put("git.branch", branch);
        }
        return facts;
    }
}
