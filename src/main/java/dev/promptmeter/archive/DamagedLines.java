package dev.promptmeter.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines of a journal that are no records, from 1 and counted on over all its files. */
final class DamagedLines {

    private static final int LINES_SHOWN = 10;

    private final List<Integer> lines = new ArrayList<>();

    void add(int line) {
        lines.add(line);
    }

    List<Integer> all() {
        return List.copyOf(lines);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Throws with the numbers of the lines, if there are any. */
    void refuse(Path journal, int files) {
        if (!lines.isEmpty()) {
            String records = lines.size() == 1 ? " damaged record at line " : " damaged records at lines ";
            throw new StorageException(
                    "PM-5004",
                    journal + ": " + lines.size() + records + shown() + countedOn(files)
                            + "; restore the file from a copy, or --accept-damage continues without them");
        }
    }

    private String shown() {
        String first = lines.stream().limit(LINES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        int more = lines.size() - LINES_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String countedOn(int files) {
        return files == 1 ? "" : " (counted on over its " + files + " files)";
    }
}
