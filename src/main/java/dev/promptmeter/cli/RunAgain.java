package dev.promptmeter.cli;

import dev.promptmeter.archive.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run was started, as its journal keeps it: enough to do the same again, or to go on. */
final class RunAgain {

    /** The key of the working directory among the facts of a run. */
    static final String FOLDER = "folder";

    private static final List<String> PROGRAM = List.of("promptmeter", "run");

    /** Flags that decide what is asked. The others may differ when a run goes on. */
    private static final List<Flag> SHAPING = shaping();

    private static final List<Flag> FILES = List.of(RunFlags.PROMPT_FILE, RunFlags.ENV_FILE);

    private static final String STANDARD_INPUT = "-";

    private RunAgain() {}

    private static List<Flag> shaping() {
        List<Flag> flags = new ArrayList<>(RunFlags.DIRECT);
        flags.addAll(List.of(RunFlags.FILTER, RunFlags.LIMIT, RunFlags.SAMPLE, RunFlags.FAILED, RunFlags.SHARD));
        flags.add(RunFlags.REPEAT);
        flags.addAll(List.of(RunFlags.DELIMITER, RunFlags.ENCODING, RunFlags.ALLOW_EMPTY_PROMPT));
        flags.addAll(List.of(RunFlags.PROFILE, RunFlags.SET, RunFlags.VAR, RunFlags.ENV_FILE));
        // A plan that is made again without its rate, or with room for more in flight, is another load.
        flags.addAll(List.of(RunFlags.RATE, RunFlags.CONCURRENCY));
        // A spending limit may set a token limit, which is sent.
        flags.addAll(List.of(RunFlags.MAX_COST, RunFlags.BUDGET_UNPRICED));
        flags.addAll(List.of(RunFlags.ALLOW_OUTSIDE, RunFlags.ALLOW_PLAIN_HTTP));
        return List.copyOf(flags);
    }

    /** {@return the command that asks the same again} */
    static String command(String suite, Given given) {
        List<String> words = new ArrayList<>(PROGRAM);
        words.add(suite);
        for (Flag flag : SHAPING) {
            for (String value : given.all(flag)) {
                words.add(flag.name());
                if (flag.kind() != Flag.Kind.SWITCH) {
                    words.add(value);
                }
            }
        }
        return ShellWords.join(words);
    }

    /** {@return the command that asks again what all shards of that run asked} */
    static String whole(Manifest shard) {
        List<String> words = ShellWords.split(shard.command());
        Given given = CommandLines.parse(new RunCommand(), words.subList(PROGRAM.size(), words.size()));
        return command(given.words().get(0), given.without(RunFlags.SHARD));
    }

    /** {@return the command line that goes on with a run: what it was started with, and behind it what is given now} */
    static Given resumed(Manifest manifest, Given now) {
        return now.behind(started(manifest), SHAPING);
    }

    /**
     * {@return the command line that judges the answers of a run again: what it was started with, and behind it what is given now}
     *
     * @param suite file to judge by; null for the one that the run was started with
     */
    static Given rescored(Manifest manifest, Given now, @Nullable String suite) {
        if (suite != null) {
            return now.behind(started(manifest).naming(suite, RunFlags.DIRECT), SHAPING);
        }
        return now.behind(started(manifest), SHAPING);
    }

    private static Given started(Manifest manifest) {
        List<String> words = ShellWords.split(manifest.command());
        Given given = CommandLines.parse(new RunCommand(), words.subList(PROGRAM.size(), words.size()));
        Path folder = elsewhere(manifest);
        return folder == null ? given : given.from(folder, FILES, STANDARD_INPUT);
    }

    /** {@return the folder that its files are named from; null if it is this one, or is not there any more} */
    private static @Nullable Path elsewhere(Manifest manifest) {
        String folder = manifest.environment().get(FOLDER);
        if (folder == null) {
            return null;
        }
        Path named = Path.of(folder);
        return named.equals(Path.of("").toAbsolutePath()) || !Files.isDirectory(named) ? null : named;
    }
}
