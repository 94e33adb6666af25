package dev.promptmeter.bars;

import dev.promptmeter.MachineFacts;
import dev.promptmeter.bars.BarLine.Broken;
import dev.promptmeter.bars.BarLine.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * Measures how fast and how small the program is beside what does the least that must be done, on this machine and now, and prints
 * one table. Ends with 1 if something could not be run; whatever the figures are, unless asked to count what is surely missed.
 */
public final class BarsRun {

    private static final List<Bar> ALL = Stream.concat(
                    Stream.of(
                            new ClientBars(),
                            new PromptfooBars(),
                            new WallBars(),
                            new LatencyBars(),
                            new StreamBar(),
                            new RowsBars(),
                            new DispatchBar(),
                            new StartBars(),
                            new CalibrationBar()),
                    JmhBars.ALL.stream())
            .toList();

    private static final Path WORK = Path.of("target", "bars").toAbsolutePath();

    private BarsRun() {}

    /**
     * Measures them.
     *
     * @param arguments as {@code src/jmh/bars} takes them, together in one
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Stream.of(arguments)
                .flatMap(each -> Stream.of(each.strip().split("\\s+")))
                .filter(each -> !each.isEmpty())
                .toList();
        try {
            System.exit(run(BarChoice.of(words, names())));
        } catch (IllegalArgumentException e) {
            System.err.println("bars  " + e.getMessage());
            System.exit(2);
        }
    }

    private static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        ALL.forEach(bar -> bar.definitions().forEach(each -> names.add(each.bar())));
        return names;
    }

    private static int run(BarChoice choice) throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Bench bench = new Bench(Path.of("promptmeter").toAbsolutePath(), WORK, choice.effort());
        double before = MachineFacts.load();
        List<BarLine> lines = new ArrayList<>();
        try {
            for (Bar bar : ALL) {
                lines.addAll(lines(bar, choice, bench));
            }
        } finally {
            Bench.delete(WORK);
        }
        lines.sort((one, other) -> order(one.bar()) - order(other.bar()));
        String text = head(choice, before) + "\n" + BarTable.of(lines);
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text);
        if (choice.out() != null) {
            Files.writeString(choice.out(), text, StandardCharsets.UTF_8);
        }
        return choice.failed(lines) ? 1 : 0;
    }

    private static List<BarLine> lines(Bar bar, BarChoice choice, Bench bench) throws InterruptedException {
        List<Definition> definitions = bar.definitions();
        if (definitions.stream().noneMatch(each -> choice.wants(each.bar()))) {
            return List.of();
        }
        bench.say("measuring "
                + String.join(
                        ", ",
                        new LinkedHashSet<>(
                                definitions.stream().map(Definition::bar).toList())));
        List<Outcome> outcomes = outcomes(bar, bench);
        return IntStream.range(0, definitions.size())
                .filter(i -> choice.wants(definitions.get(i).bar()))
                .mapToObj(i -> definitions.get(i).with(outcomes.get(i)))
                .toList();
    }

    /** One bar that cannot be run must not hide the others. */
    private static List<Outcome> outcomes(Bar bar, Bench bench) throws InterruptedException {
        try {
            return bar.measure(bench);
        } catch (IOException | JacksonException e) {
            bench.say("could not be run: " + e.getMessage());
            Outcome broken = new Broken(String.valueOf(e.getMessage()));
            return bar.definitions().stream().map(each -> broken).toList();
        }
    }

    /** {@return B before X, by number} */
    private static int order(String bar) {
        return bar.charAt(0) * 1000 + Integer.parseInt(bar.substring(1));
    }

    private static String head(BarChoice choice, double before) throws IOException {
        StringBuilder head = new StringBuilder();
        MachineFacts.now().forEach((name, value) -> head.append(name + ": " + value + "\n"));
        head.append(String.format(Locale.ROOT, "load average: %.2f before, %.2f after%n", before, MachineFacts.load()));
        return choice.effort() == Effort.QUICK
                ? head + "quick: one round, most of a tenth of the size; these figures decide nothing\n"
                : head.toString();
    }
}
