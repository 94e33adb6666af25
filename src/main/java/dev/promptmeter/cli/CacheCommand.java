package dev.promptmeter.cli;

import dev.promptmeter.archive.CacheContents;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.suite.CacheSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says what the cache of a suite holds, or empties it. */
final class CacheCommand implements Command {

    private static final String STATS = "stats";
    private static final String CLEAR = "clear";
    private static final long KIBIBYTE = 1024;

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public String summary() {
        return "say how many answers the cache holds, or empty it; runs lose nothing by that";
    }

    @Override
    public String words() {
        return "stats|clear [SUITE]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(RunFlags.READING.get(2));
    }

    @Override
    public List<String> examples() {
        return List.of("promptmeter cache stats", "promptmeter cache clear other.yaml   # its run.cacheDir");
    }

    @Override
    public int run(Session session, Given given) throws IOException {
        List<String> words = given.words();
        if (words.isEmpty() || words.size() > 2 || !List.of(STATS, CLEAR).contains(words.get(0))) {
            throw new CliException("PM-1003", "cache needs a word: stats or clear, and behind it at most one suite");
        }
        Path folder = Path.of(settings(session, given).folder());
        boolean clears = words.get(0).equals(CLEAR);
        CacheContents contents = clears ? CacheContents.clear(folder) : CacheContents.of(folder);
        session.console().result(folder + "   " + text(contents) + (clears ? " removed" : "") + "\n");
        return 0;
    }

    /** Where no suite is named and none lies here, the folder that suites use unless they say otherwise. */
    private static CacheSettings settings(Session session, Given given) {
        boolean named = given.words().size() == 2;
        String word = named ? given.words().get(1) : Reading.DEFAULT_SUITE;
        return named || Files.exists(Path.of(word))
                ? Reading.of(word, given, RunFlags.ALL, session.environment())
                        .suite(null)
                        .run()
                        .cache()
                : CacheSettings.OFF;
    }

    private static String text(CacheContents contents) {
        return RunLine.count(contents.answers(), "answer") + ", "
                + FigureText.count((contents.bytes() + KIBIBYTE - 1) / KIBIBYTE) + " KiB";
    }
}
