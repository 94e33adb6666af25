package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A suite of 120 questions to a simulator whose script says which of them are answered wrongly. */
final class Towns {

    static final int CASES = 120;

    private final Path folder;
    private final Path suite;
    private int runs;

    /** Writes it into that folder, with the first seven answers wrong. */
    Towns(Path folder) {
        this.folder = folder;
        this.suite = folder.resolve("promptmeter.yaml");
        write("[passRate >= 50%]", "");
        Program.file(
                folder,
                "cases.csv",
                "id,question\n"
                        + IntStream.range(0, CASES)
                                .mapToObj(i -> "r" + i + ",Question " + i + "?\n")
                                .collect(Collectors.joining()));
        script(wrong(0, 7));
    }

    /** Writes the suite with those gates and those lines behind it. */
    void write(String gates, String more) {
        Program.file(folder, "promptmeter.yaml", """
                version: 1
                name: towns
                models: [{ id: sim, preset: simulator, model: m, simulator: { script: script.csv, price: "1,2", cost: meta } }]
                prompts: [{ id: p, text: "{{question}}" }]
                datasets: [{ id: towns, file: cases.csv }]
                checks: [{ type: contains, value: Paris }]
                gates: %s
                run: { concurrency: 8, warmup: 0 }
                %s%s""".formatted(gates, AnyMachine.LIMITS, more));
    }

    /** {@return the suite file} */
    Path suite() {
        return suite;
    }

    /** {@return where its baseline lies unless somebody says otherwise} */
    Path baseline() {
        return folder.resolve("baselines/towns.csv");
    }

    /** Rules for the questions from one number up to another. */
    static String wrong(int from, int to) {
        return rules(from, to, "Rome,");
    }

    static String rules(int from, int to, String reply) {
        return IntStream.range(from, to)
                .mapToObj(i -> "exact:Question " + i + "?," + reply + "\n")
                .collect(Collectors.joining());
    }

    /** From now on those rules hold, and every other question is answered rightly. */
    void script(String rules) {
        Program.file(folder, "script.csv", "match,answer,status\n" + rules + "*,Paris,\n");
    }

    /** {@return the folder of a new run, which wrote its summary} */
    Path run(String... more) {
        Path out = next();
        Ended ended = start(out, more);
        assertThat(out.resolve("summary.json")).as(ended.err()).exists();
        return out;
    }

    /** {@return a folder that no run has used} */
    Path next() {
        return folder.resolve("run" + ++runs);
    }

    Ended start(Path out, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", suite.toString(), "-o", out.toString(), "--report", "json", "-q"));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    static Ended save(Path run, String... more) {
        return baseline("save", run, more);
    }

    static Ended baseline(String action, Path run, String... more) {
        List<String> arguments = new ArrayList<>(List.of("baseline", action, run.toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }
}
