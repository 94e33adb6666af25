package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.KeptBaseline;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.summary.CostTotals;
import dev.promptmeter.summary.Counts;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Group;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.TokenTotals;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run came to as one JSON document, {@code promptmeter.summary/1}; also the program's output under {@code --json}. */
public final class SummaryJson implements Report {

    private static final String SCHEMA = "promptmeter.summary/1";

    /** Makes a writer of summaries. */
    public SummaryJson() {}

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        try {
            JsonText.writePretty(new Document(run).node(), out);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        out.write('\n');
    }

    /** The document of one run. */
    private static final class Document {

        private final FinishedRun run;
        private final Summary summary;
        private final Slice total;
        private final ResolvedSuite suite;
        private final ObjectNode root = JsonText.object();

        Document(FinishedRun run) {
            this.run = run;
            this.summary = run.summary();
            this.total = run.summary().total();
            this.suite = new ResolvedSuite(run.manifest().resolved());
        }

        ObjectNode node() {
            root.put("schema", SCHEMA);
            RunJson.put(root, run);
            addVerdict(run.verdict());
            MeasurementJson.put(root, run);
            addCounts(total.counts());
            addRates();
            RepeatJson.put(root, run);
            TimesJson.put(root, summary);
            addTokens(summary.tokens());
            addCost(summary.cost());
            JudgeJson.put(root, summary.judging());
            addAnswers();
            addGates();
            addGroups();
            addBaseline();
            addErrors();
            addFiles();
            return root;
        }

        private void addVerdict(Verdict verdict) {
            root.put("verdict", verdict.word().word());
            root.put("exitCode", verdict.exitCode());
            root.put("exitName", verdict.exitName());
            root.put("exitReason", verdict.exitReason());
        }

        private void addCounts(Counts counts) {
            root.putObject("counts")
                    .put("cases", counts.cases())
                    .put("repeats", counts.repeats())
                    .put("pass", counts.pass())
                    .put("fail", counts.fail())
                    .put("error", counts.error())
                    .put("skip", counts.skip())
                    .put("flaky", counts.flaky())
                    .put("cached", counts.cached())
                    .put("attempts", counts.attempts())
                    .put("retries", counts.retries())
                    .put("retriedPass", counts.retriedPass())
                    .put("retriedFail", counts.retriedFail())
                    .put("maybeBilled", counts.maybeBilled());
        }

        private void addRates() {
            JsonFigures.putShare(root, "passRate", total);
            JsonFigures.putShare(root, "errorRate", total).put("limit", suite.maxErrorRate());
        }

        private void addTokens(TokenTotals tokens) {
            ObjectNode node = root.putObject("tokens")
                    .put("prompt", tokens.prompt())
                    .put("cached", tokens.cached())
                    .put("cacheWrite", tokens.cacheWrite())
                    .put("completion", tokens.completion())
                    .put("reasoning", tokens.reasoning())
                    .put("n", tokens.n());
            TimesJson.putSources(node, summary);
        }

        private void addCost(CostTotals cost) {
            ObjectNode node = root.putObject("cost");
            node.put("usd", Cost.usd(cost.knownPico()));
            node.put("complete", cost.complete());
            node.put("unknownCases", cost.unknown());
            node.put("coverage", cost.billing().coverage());
            Long maybe = cost.billing().maybePico();
            node.put("maybeUsd", maybe == null ? null : Cost.usd(maybe));
            JudgeJson.putCost(node, summary.judging());
            node.put("savedByCacheUsd", Cost.usd(cost.savedPico()));
            node.put("wastedUsd", Cost.usd(cost.wastedPico()));
            node.put("warmupUsd", Cost.usd(cost.warmupPico()));
            node.put("per1kFreshUsd", JsonFigures.value(total, "cost.per1k"));
            node.put("perPassUsd", JsonFigures.value(total, "cost.perPass"));
            ObjectNode sources = node.putObject("sources");
            for (CostSource source : CostSource.values()) {
                Long count = cost.sources().get(source);
                if (count != null) {
                    sources.put(source.word(), count);
                }
            }
            CostTotals.Reconciled both = cost.reconciled();
            node.put("statedUsd", both == null ? null : Cost.usd(both.statedPico()));
            node.put("computedUsd", both == null ? null : Cost.usd(both.computedPico()));
            node.put("pricesAsOf", suite.pricesAsOf().orElse(null));
            node.put("priceFileSha", suite.priceFileSha().orElse(null));
        }

        private void addAnswers() {
            ObjectNode reasons = root.putObject("finishReasons");
            for (FinishReason.Kind kind : FinishReason.Kind.values()) {
                reasons.put(kind.word(), summary.finishReasons().getOrDefault(kind, 0L));
            }
            ObjectNode objectives = root.putObject("slo");
            total.figures().keySet().stream()
                    .filter(name -> name.startsWith("slo."))
                    .forEach(name -> objectives.put(name.substring("slo.".length()), JsonFigures.value(total, name)));
            ArrayNode metrics = root.putArray("metrics");
            summary.metrics().forEach(name -> addMetric(metrics.addObject(), name));
        }

        private void addMetric(ObjectNode node, String name) {
            String figure = "metric." + name + ".mean";
            Figure mean = total.figures().get(figure);
            node.put("name", name);
            node.put("mean", JsonFigures.value(total, figure));
            JsonFigures.putInterval(node, "ci95", mean);
            node.put("n", JsonFigures.n(total, figure));
            JsonFigures.putClusters(node, mean);
            suite.derived(name).ifPresent(expression -> {
                node.put("derived", expression);
                if (mean != null && mean.absence() != null) {
                    node.put("reason", mean.absence());
                }
            });
        }

        private void addGates() {
            ArrayNode gates = root.putArray("gates");
            run.verdict().gates().forEach(result -> GateJson.put(gates.addObject(), result));
        }

        private void addGroups() {
            ArrayNode groups = root.putArray("groups");
            for (Group group : summary.groups()) {
                ObjectNode node = groups.addObject();
                node.putObject("by").put("model", group.model()).put("prompt", group.prompt());
                node.put("cases", group.slice().counts().cases());
                node.put("passRate", JsonFigures.value(group.slice(), "passRate"));
                node.put("p95Ms", JsonFigures.value(group.slice(), "latency.p95"));
                node.put("costUsd", JsonFigures.value(group.slice(), "cost.total"));
            }
        }

        private void addBaseline() {
            root.putNull("baseline");
            Comparison comparison = run.comparison();
            if (comparison != null) {
                KeptBaseline.of(run.manifest())
                        .ifPresent(kept -> ComparisonJson.putBaseline(root.putObject("baseline"), kept, comparison));
            }
        }

        private void addErrors() {
            ArrayNode errors = root.putArray("errors");
            summary.errors()
                    .forEach(error -> errors.addObject()
                            .put("kind", error.kind())
                            .put("count", error.count())
                            .put("example", error.example()));
            ObjectNode skipped = root.putObject("skippedChecks");
            summary.skippedChecks().forEach(skipped::put);
            ObjectNode unscored = root.putObject("unscoredChecks");
            summary.unscoredChecks().forEach(unscored::put);
            ArrayNode warnings = root.putArray("warnings");
            run.manifest()
                    .warnings()
                    .forEach(warning ->
                            warnings.addObject().put("code", warning.code()).put("text", warning.text()));
            notices().forEach(notice -> warnings.addObject().putNull("code").put("text", notice));
        }

        private List<String> notices() {
            List<String> notices = new ArrayList<>(run.notices());
            suite.dangers().forEach(notices::add);
            return notices;
        }

        private void addFiles() {
            root.put("csvSchema", CsvReport.SCHEMA);
            ObjectNode files = root.putObject("files");
            List<String> asked = suite.formats();
            for (Reports.Entry entry : Reports.all()) {
                if (asked.isEmpty() || asked.contains(entry.name())) {
                    addFile(files, entry);
                }
            }
        }

        /** A report that may come in parts has a list of files; a document does not name itself. */
        private void addFile(ObjectNode files, Reports.Entry entry) {
            if (entry.report() instanceof PartedReport parted) {
                ArrayNode names = files.putArray(entry.name());
                parted.parts(run).forEach(part -> names.add(part.fileName()));
            } else if (!entry.name().equals("json")) {
                files.put(entry.name(), entry.fileName());
            }
        }
    }
}
