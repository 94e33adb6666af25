package dev.promptmeter.cli;

import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.openai.StreamChunks;
import dev.promptmeter.report.DialectText;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.summary.Dialect;
import dev.promptmeter.summary.DialectTally;
import dev.promptmeter.summary.DialectTimes;
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
     * @param names of dialects, with commas between them
     */
    static String of(StoredRun run, RunPlan plan, String names) {
        List<Dialect> dialects = Arrays.stream(names.split(","))
                .distinct()
                .map(name -> Dialect.named(name).orElseThrow())
                .toList();
        Map<String, List<DialectTally>> models = new LinkedHashMap<>();
        run.forEachAnswer(plan, (id, recorded, answered) -> {
            DialectTimes.Stream stream = stream(recorded, answered);
            if (!stream.chunks().isEmpty()) {
                models.computeIfAbsent(
                                id.model(),
                                model ->
                                        dialects.stream().map(DialectTally::new).toList())
                        .forEach(tally -> tally.add(stream));
            }
        });
        return models.isEmpty() ? "no answer of this run was streamed\n" : DialectText.of(models);
    }

    private static DialectTimes.Stream stream(RecordedAnswer recorded, Answered answered) {
        return new DialectTimes.Stream(
                recorded.times().start(),
                recorded.times().end(),
                StreamChunks.of(recorded),
                OutputTokens.of(answered.completion(), answered.timing()).count());
    }
}
