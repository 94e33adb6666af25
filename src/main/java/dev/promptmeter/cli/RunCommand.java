package dev.promptmeter.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs suites, one run each, or one dataset without a suite file. */
final class RunCommand implements Command {

    /** Of the exit codes of several suites the first of these is the program's. */
    private static final List<Integer> ORDER = List.of(1, 2, 3, 5, 4, 130, 143, 129, 100, 101, 102);

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "run suites (default ./promptmeter.yaml), or one dataset: run DATA.csv --model NAME";
    }

    @Override
    public String words() {
        return "[SUITE...|DATA]";
    }

    @Override
    public List<Topic> topics() {
        return RunFlags.ALL;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter run                                            # ./promptmeter.yaml",
                "promptmeter run -k 't:json m:gpt*' -n 20                   # a part of it",
                "promptmeter run cases.csv                                  # against the built-in simulator",
                "promptmeter run cases.csv --model NAME --base-url http://127.0.0.1:8000/v1 --stream",
                "promptmeter run cases.csv --preset openai --model NAME --gate 'passRate >= 95%'",
                "promptmeter run --dry-run                                  # what it would cost",
                "promptmeter run --max-cost 3                               # stops before it costs more than $3",
                "promptmeter run --set run.repeat=3 --tag branch=main --json | jq .verdict",
                "promptmeter run --cache on                                 # pay for no answer twice",
                "promptmeter run --failed                                   # the cases that failed last, once more",
                "promptmeter run --resume                                   # go on with the newest run",
                "promptmeter run --errors                                   # and ask again what ended with an error");
    }

    @Override
    public int run(Session session, Given given) throws IOException, InterruptedException {
        refuseWithResume(given);
        if (RunTarget.resumes(given) && given.words().isEmpty()) {
            return new OneRun(session).resume(given);
        }
        List<String> words = given.words().isEmpty() ? List.of(Reading.DEFAULT_SUITE) : given.words();
        refuseForSeveral(words, given);
        List<Integer> codes = new ArrayList<>();
        for (String word : words) {
            codes.add(new OneRun(session).run(word, given));
        }
        return ORDER.stream()
                .filter(codes::contains)
                .findFirst()
                .orElseGet(
                        () -> codes.stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    private static void refuseWithResume(Given given) {
        if (RunTarget.resumes(given) && given.has(RunFlags.FAILED)) {
            throw new CliException("PM-1006", "'--failed' begins a new run: it excludes '--resume' and '--errors'");
        }
    }

    private static void refuseForSeveral(List<String> words, Given given) {
        if (words.size() == 1) {
            return;
        }
        for (Flag flag : given.among(List.of(RunFlags.OUT, RunFlags.JSON, RunFlags.RESUME, RunFlags.ERRORS))) {
            throw new CliException("PM-1008", "'" + flag.name() + "' takes one suite, but there are " + words.size());
        }
        words.stream().filter(word -> Reading.dataset(word)).findFirst().ifPresent(word -> {
            throw new CliException("PM-1008", "'" + word + "' is a dataset: name one dataset, or suites");
        });
    }
}
