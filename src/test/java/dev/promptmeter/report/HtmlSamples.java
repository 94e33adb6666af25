package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs of any size that look like real ones: about 1.5 KB of text for each case, most pass, some fail, few are errors. */
public final class HtmlSamples {

    private static final List<String> MODELS = List.of("gpt-4o-mini", "claude-haiku");
    private static final String[] WORDS =
            ("the customer may return goods within thirty days of delivery when they are unused and in their box a refund is paid to the"
                            + " account that was charged unless the order was a gift then store credit is given please keep the receipt until the"
                            + " money has arrived it takes five working days in most countries and longer where a bank holiday falls between")
                    .split(" ");

    private HtmlSamples() {}

    /** {@return a run of so many cases, two models to a row} */
    public static FinishedRun of(int cases) {
        return withSuite(
                SampleRuns.of(results(cases), gates()),
                "{\"slo\":{\"latency\":\"3s\",\"ttft\":\"800ms\"},\"name\":\"support-bot\"}");
    }

    /** {@return the same run with another resolved suite} */
    public static FinishedRun withSuite(FinishedRun run, String suite) {
        return with(run, JsonMapper.shared().readTree(suite), run.manifest().repeat());
    }

    /** {@return the same run, said to ask each case twice} */
    public static FinishedRun repeated(FinishedRun run) {
        return with(run, run.manifest().resolved(), 2);
    }

    private static FinishedRun with(FinishedRun run, JsonNode suite, int repeat) {
        Manifest old = run.manifest();
        var manifest = new Manifest(
                old.runId(),
                old.startedAt(),
                old.tool(),
                old.suite(),
                "Support bot",
                old.suiteFile(),
                old.suiteSha(),
                suite,
                old.prompts(),
                old.models(),
                old.datasets(),
                old.concurrency(),
                repeat,
                old.tags(),
                old.environment(),
                old.warnings(),
                old.command(),
                old.source());
        return new FinishedRun(
                manifest,
                run.summary(),
                run.verdict(),
                run.durationMillis(),
                run.starts(),
                run.measurement(),
                run.overhead(),
                run.results(),
                run.notices());
    }

    /** {@return the text of the report} */
    public static String html(FinishedRun run) {
        var out = new StringWriter();
        try {
            new HtmlReport().write(run, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static List<Gate> gates() {
        return List.of(
                SampleRuns.gate("passRate >= 95%", Severity.FAIL, 72),
                SampleRuns.gate("passRate[tag=eu] >= 85%", Severity.FAIL, 73),
                SampleRuns.gate("errorRate <= 2%", Severity.FAIL, 74),
                SampleRuns.gate("latency.p95 < 5s", Severity.FAIL, 75),
                SampleRuns.gate("ttft.p95 < 1s", Severity.FAIL, 76),
                SampleRuns.gate("finishReason.length <= 0.5%", Severity.WARN, 77),
                SampleRuns.gate("cost.total < 3 USD", Severity.FAIL, 78));
    }

    /** {@return the results of {@link #of}, in dataset order} */
    public static List<CaseResult> results(int cases) {
        var random = new Random(20260114);
        return IntStream.range(0, cases).mapToObj(i -> result(i, random)).toList();
    }

    private static CaseResult result(int i, Random random) {
        int row = i / MODELS.size();
        String model = MODELS.get(i % MODELS.size());
        String answer = text(random, 40 + random.nextInt(160));
        int tokens = answer.length() / 4;
        long latency = Math.round(
                (300 + tokens * (model.equals("gpt-4o-mini") ? 11 : 19)) * Math.exp(random.nextGaussian() * 0.25));
        SampleCase sample = SampleCase.of("refunds", String.format(Locale.ROOT, "r%04d", row + 1))
                .line(row + 2)
                .model(model)
                .described(i % 5 == 0 ? "EU window" : "Return by post")
                .meta("tag", i % 4 < 2 ? "eu" : "us", "refund")
                .var("question", "Ticket " + (row + 1) + ": " + text(random, 60))
                .at(i * 20L, latency)
                .streamed(latency / 6)
                .tokens(80 + random.nextInt(300), 0, tokens)
                .costing(String.format(Locale.ROOT, "%.6f", tokens * 0.0000006 + 0.00004))
                .answering(answer);
        return outcome(sample, random.nextInt(1000), answer);
    }

    private static CaseResult outcome(SampleCase sample, int fate, String answer) {
        if (fate < 4) {
            return sample.error(FailureKind.TIMEOUT, "no answer within 60 s")
                    .at(0, 60_000)
                    .result();
        }
        if (fate < 8) {
            return sample.error(FailureKind.RATE, "answered 429: slow down")
                    .rateLimited(2)
                    .result();
        }
        if (fate < 20) {
            return sample.finished("length")
                    .fails(Check.of("finish-reason", "stop"), "length, not stop")
                    .result();
        }
        if (fate < 50) {
            String expected = answer.replaceFirst(" (\\w+) ", " exactly ");
            return sample.fails(
                            Check.of("equals", expected).withMetric("tone"),
                            "expected \"exactly\": character 5 is 'c', not 'e'")
                    .result();
        }
        if (fate < 70) {
            return sample.passes(Check.of("contains", "the"))
                    .fails(Check.of("icontains", "30 days"), "\"30 days\" is not in the answer")
                    .result();
        }
        return sample.passes(Check.of("icontains", "a").withMetric("tone"))
                .passes(Check.of("not-contains", "sorry"))
                .result();
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.append('.').toString();
    }
}
