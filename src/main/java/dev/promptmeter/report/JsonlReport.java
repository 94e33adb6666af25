package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.Times;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.ResultColumn.Group;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import dev.promptmeter.score.ScoreRange;
import dev.promptmeter.stats.MetricsVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/** One JSON object per repeat in dataset order, with exact texts, {@code promptmeter.results/1}. Holds one case at a time. */
public final class JsonlReport implements GrowingReport {

    private static final String SCHEMA = "promptmeter.results/1";

    /** Makes a writer of results. */
    public JsonlReport() {}

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        try {
            Growth lines = new Lines(run.manifest(), CaseChanges.of(run.comparison()), out);
            run.results().forEach(lines::add);
            lines.end(run);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Growth begin(Manifest manifest, Writer out) {
        return new Lines(manifest, CaseChanges.NONE, out);
    }

    /** Writes results of one run. */
    private static final class Lines implements Growth {

        private final JsonColumns columns;
        private final RunNames names;
        private final CaseGroup.Gathering cases = new CaseGroup.Gathering(this::write);
        private final Writer out;
        private final JsonGenerator json;

        Lines(Manifest manifest, CaseChanges changes, Writer out) {
            this.columns = new JsonColumns(ResultColumns.of(manifest, changes));
            this.names = new RunNames(manifest);
            this.out = out;
            this.json = JsonText.lines(out);
            header(manifest);
        }

        private void header(Manifest manifest) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("runId", manifest.runId());
            json.writeNumberProperty("metricsVersion", MetricsVersion.NUMBER);
            String texts = new ResolvedSuite(manifest.resolved()).shownTexts();
            if (!texts.isEmpty()) {
                json.writeStringProperty("contains", texts);
            }
            json.writeEndObject();
        }

        @Override
        public void add(CaseResult result) {
            cases.add(result);
        }

        @Override
        public boolean end(FinishedRun run) {
            cases.end();
            try {
                json.close();
                out.write('\n');
            } catch (JacksonIOException e) {
                throw new UncheckedIOException(e.getCause());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        }

        private void write(CaseGroup repeats) {
            try {
                repeats.repeats().forEach(result -> write(result, repeats));
            } catch (JacksonIOException e) {
                throw new UncheckedIOException(e.getCause());
            }
        }

        private void write(CaseResult result, CaseGroup repeats) {
            json.writeStartObject();
            for (Group group : Group.values()) {
                json.writeName(group.member());
                columns.write(json, group, result, repeats);
                if (group == Group.VERDICT) {
                    writeChecks(result);
                }
            }
            writeAttempts(result);
            writeMap("vars", result.row().vars());
            writeMap("meta", result.row().meta());
            json.writeEndObject();
        }

        private void property(String name, @Nullable Object value) {
            JsonText.property(json, name, value);
        }

        private void writeChecks(CaseResult result) {
            json.writeName("scoreRange");
            JsonText.value(
                    json,
                    ScoreRange.of(result.outcomes())
                            .map(range -> List.of(RunNames.plain(range.low()), RunNames.plain(range.high())))
                            .orElse(null));
            json.writeArrayPropertyStart("checks");
            result.outcomes().forEach(this::writeCheck);
            json.writeEndArray();
        }

        private void writeParts(Outcome outcome) {
            if (!outcome.parts().isEmpty()) {
                json.writeArrayPropertyStart("checks");
                outcome.parts().forEach(this::writeCheck);
                json.writeEndArray();
            }
        }

        private void writeCheck(Outcome outcome) {
            Check check = outcome.check();
            Score.Graded graded = outcome.score() instanceof Score.Graded given ? given : null;
            json.writeStartObject();
            property("type", check.name());
            json.writeName("value");
            if (check.value() == null) {
                json.writeNull();
            } else {
                json.writePOJO(check.value());
            }
            property("metric", check.metric());
            property("pass", graded == null ? null : graded.passed());
            Double score = outcome.value();
            property("score", score == null ? null : RunNames.plain(score));
            property(
                    "threshold",
                    check.threshold() == null ? null : check.threshold().toString());
            property("weight", RunNames.plain(check.weight()));
            property(
                    "reason",
                    outcome.score().reason().isEmpty() ? null : outcome.score().reason());
            writeParts(outcome);
            json.writeEndObject();
        }

        private void writeAttempts(CaseResult result) {
            json.writeArrayPropertyStart("attempts");
            result.attempts().forEach(this::writeAttempt);
            json.writeEndArray();
        }

        private void writeAttempt(Attempt attempt) {
            Times times = attempt.times();
            json.writeStartObject();
            property("status", attempt.status());
            property(
                    "errorKind",
                    attempt.failure() == null ? null : attempt.failure().word());
            property("startedAt", times == null ? null : names.instant(times.start()));
            json.writeObjectPropertyStart("durations");
            property("headMs", times == null ? null : since(times, times.head()));
            property("firstByteMs", times == null ? null : since(times, times.firstByte()));
            property("totalMs", times == null ? null : since(times, times.end()));
            json.writeEndObject();
            property("waitMs", RunNames.millis(attempt.waitNanos()));
            json.writeEndObject();
        }

        private static @Nullable BigDecimal since(Times times, @Nullable Long instant) {
            return instant == null ? null : RunNames.millis(instant - times.start());
        }

        private void writeMap(String name, Map<String, ?> map) {
            json.writeObjectPropertyStart(name);
            map.forEach(this::property);
            json.writeEndObject();
        }
    }
}
