package dev.promptmeter.cli;

import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.openai.StreamChunks;
import dev.promptmeter.report.DialectText;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.summary.Dialect;
import dev.promptmeter.summary.DialectTally;
import dev.promptmeter.summary.DialectTimes;
import dev.promptmeter.summary.Slo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The times of a run's streams in other tools' words, from its journal alone. */
final class OtherWords {

    private OtherWords() {}

    /**
     * {@return those times as text}
     *
     * @param setup the run's own, as its manifest tells it
     * @param names of dialects, with commas between them
     */
    static String of(StoredRun run, RunSetup setup, String names) {
        List<Dialect> dialects = Arrays.stream(names.split(","))
                .distinct()
                .map(name -> Dialect.named(name).orElseThrow())
                .toList();
        Slo slo = setup.tally().slo();
        Map<String, List<DialectTally>> models = new LinkedHashMap<>();
        run.forEachAnswer(setup.plan(), (id, recorded, exchange) -> {
            if (recorded.stream()) {
                add(
                        models.computeIfAbsent(
                                id.model(),
                                model -> dialects.stream()
                                        .map(dialect -> new DialectTally(dialect, slo))
                                        .toList()),
                        recorded,
                        exchange);
            }
        });
        return models.isEmpty() ? "no answer of this run was streamed\n" : DialectText.of(models);
    }

    private static void add(List<DialectTally> tallies, RecordedAnswer recorded, Exchange exchange) {
        if (exchange instanceof Answered answered) {
            DialectTimes.Stream stream = stream(recorded, answered);
            tallies.forEach(tally -> tally.add(stream));
        } else {
            tallies.forEach(DialectTally::addFailure);
        }
    }

    private static DialectTimes.Stream stream(RecordedAnswer recorded, Answered answered) {
        return new DialectTimes.Stream(
                recorded.times().start(),
                recorded.times().end(),
                StreamChunks.of(recorded),
                OutputTokens.of(answered.completion(), answered.timing()).count());
    }
}
