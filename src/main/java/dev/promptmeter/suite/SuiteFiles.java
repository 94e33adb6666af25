package dev.promptmeter.suite;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files that a suite names: below its folder or the working directory, symbolic links resolved, unless more is allowed. */
final class SuiteFiles {

    private static final String WILDCARDS = "*?[{";
    private static final int DEEPEST = 16;

    private final Path folder;
    private final Reach reach;

    /** Which files may be read. */
    enum Reach {
        /** Those below the folder and the working directory. */
        INSIDE,
        /** Any; those outside are told of. */
        TOLD,
        /** Any: nobody but the user names them. */
        ANYWHERE
    }

    /**
     * A file of a suite.
     *
     * @param path where it lies
     * @param shown as a user would type it
     */
    record Found(Path path, String shown) {}

    SuiteFiles(Path folder, Reach reach) {
        this.folder = folder;
        this.reach = reach;
    }

    /** {@return the one file of that name, or null if a problem was added; whether it exists is for its reader to say} */
    @Nullable
    Found file(String written, Place place, Findings findings) {
        try {
            Path path = folder.resolve(written).normalize();
            if (reach == Reach.TOLD && !inside(path)) {
                findings.add("PM-6114", place, "--allow-outside lets the suite read " + path);
            }
            if (!reachable(path)) {
                String shown = new Node.Scalar(written, Node.Style.QUOTED, place).shown();
                findings.add(
                        "PM-1111",
                        place,
                        "file " + shown + " is outside the suite's folder and the working directory"
                                + " (--allow-outside permits it)");
                return null;
            }
            return new Found(path, path.toString());
        } catch (InvalidPathException e) {
            findings.add("PM-1111", place, "this cannot be the name of a file: " + e.getReason());
            return null;
        }
    }

    /** {@return every file that the name or pattern means, sorted by name; empty if a problem was added or nothing fits} */
    List<Found> files(String written, Place place, Findings findings) {
        if (written.chars().noneMatch(c -> WILDCARDS.indexOf(c) >= 0) || exists(written)) {
            Found found = file(written, place, findings);
            return found == null ? List.of() : List.of(found);
        }
        String fixed = withoutWildcards(written);
        Found root = file(fixed, place, findings);
        return root == null ? List.of() : below(root.path(), written.substring(fixed.length()), place, findings);
    }

    /** A file may have a bracket in its name. */
    private boolean exists(String written) {
        try {
            return Files.isRegularFile(folder.resolve(written));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private List<Found> below(Path root, String rest, Place place, Findings findings) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try {
            Pattern pattern = FilePattern.compile(rest);
            return below(root, pattern, rest.contains("**") ? DEEPEST : rest.split("/").length);
        } catch (IOException e) {
            findings.add("PM-1111", place, "the folder cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            findings.add("PM-1111", place, "this cannot be a pattern of file names: " + e.getMessage());
        }
        return List.of();
    }

    private List<Found> below(Path root, Pattern pattern, int depth) throws IOException {
        try (Stream<Path> all = Files.walk(root, depth)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> FilePattern.matches(pattern, root.relativize(path)))
                    .filter(this::reachable)
                    .sorted()
                    .map(path -> new Found(path, path.toString()))
                    .toList();
        }
    }

    /** {@return the folders in front of the first wildcard, with their last slash} */
    private static String withoutWildcards(String written) {
        int first = 0;
        while (WILDCARDS.indexOf(written.charAt(first)) < 0) {
            first++;
        }
        return written.substring(0, written.lastIndexOf('/', first) + 1);
    }

    private boolean reachable(Path path) {
        return reach != Reach.INSIDE || inside(path);
    }

    /** {@return whether nobody but the user names files} */
    boolean named() {
        return reach == Reach.ANYWHERE;
    }

    /** {@return whether it lies below the suite's folder or the working directory, symbolic links resolved} */
    boolean inside(Path path) {
        Path real = real(path);
        return real.startsWith(real(folder)) || real.startsWith(real(Path.of("")));
    }

    /** The last part need not exist; a link above it must not lead out. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }
}
