package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one journal, read as if they were one: {@code journal.jsonl}, and {@code journal-2.jsonl} and so on, each begun when the one
 * before could not be trusted any more. A position counts over all of them. Safe for many threads.
 *
 * <p>A later file begins with the records that the one before may have lost, so what lies behind there in the one before counts no more.
 */
final class Segments {

    static final String FIRST = "journal.jsonl";

    private final List<Segment> all = new ArrayList<>();

    /**
     * One file.
     *
     * @param base position of its first byte
     */
    record Segment(Path file, long base) {}

    Segments(Path first) {
        all.add(new Segment(first, 0));
    }

    /** {@return the files of a journal that are there, in their order} */
    static List<Path> files(Path first) {
        List<Path> files = new ArrayList<>(List.of(first));
        for (int number = 2; isThere(name(first, number)); number++) {
            files.add(name(first, number));
        }
        return files;
    }

    /** {@return the first name that is not taken} */
    static Path unused(Path folder) {
        Path first = folder.resolve(FIRST);
        for (int number = 1; ; number++) {
            Path name = number == 1 ? first : name(first, number);
            if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                return name;
            }
        }
    }

    private static Path name(Path first, int number) {
        return first.resolveSibling("journal-" + number + ".jsonl");
    }

    private static boolean isThere(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** That file goes on from there; what others hold behind that position counts no more. */
    synchronized void add(Path file, long base) {
        all.removeIf(each -> each.base() >= base);
        all.add(new Segment(file, base));
    }

    /** {@return the file that holds that position} */
    synchronized Segment at(long position) {
        int found = all.size() - 1;
        while (found > 0 && all.get(found).base() > position) {
            found--;
        }
        return all.get(found);
    }

    /** {@return where that one ends and the next goes on; for the last there is no such place} */
    synchronized long endOf(Segment segment) {
        for (Segment each : all) {
            if (each.base() > segment.base()) {
                return each.base();
            }
        }
        return Long.MAX_VALUE;
    }

    /** {@return the file that is being written} */
    synchronized Segment last() {
        return all.get(all.size() - 1);
    }

    /** {@return the folder they lie in} */
    synchronized Path folder() {
        return all.get(0).file().toAbsolutePath().getParent();
    }

    /** {@return how many files there are} */
    synchronized int count() {
        return all.size();
    }

    /** {@return how many bytes there are} */
    long bytes() throws IOException {
        Segment last = last();
        return last.base() + Files.size(last.file());
    }
}
