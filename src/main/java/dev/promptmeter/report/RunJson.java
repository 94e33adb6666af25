package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.ShardFacts;
import dev.promptmeter.run.Arrivals;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.StartRate;
import dev.promptmeter.stats.MetricsVersion;
import dev.promptmeter.stats.StatisticsVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Which run it was, when and how it asked, in the machine's form. */
final class RunJson {

    private RunJson() {}

    /** Adds {@code run}. */
    static void put(ObjectNode root, FinishedRun run) {
        Manifest manifest = run.manifest();
        ObjectNode node = root.putObject("run");
        node.put("id", manifest.runId());
        node.put("suite", manifest.suite());
        node.put("suiteSha", manifest.suiteSha());
        node.put("startedAt", RunNames.instant(manifest.startedAt()));
        node.put("durationMs", run.durationMillis());
        node.put("tool", manifest.tool());
        node.put("statsVersion", StatisticsVersion.NUMBER);
        node.put("metricsVersion", MetricsVersion.NUMBER);
        putGit(node, manifest.environment());
        putLoad(node, manifest);
        putShard(node, manifest);
        node.put("partial", run.summary().partial());
        node.put("starts", run.starts());
        putSource(node, manifest.source());
        ObjectNode tags = node.putObject("tags");
        manifest.tags().forEach(tags::put);
    }

    private static void putShard(ObjectNode node, Manifest manifest) {
        ShardFacts shard = ShardFacts.of(manifest.environment()).orElse(null);
        if (shard == null) {
            node.putNull("shard");
        } else {
            node.putObject("shard")
                    .put("index", shard.shard().index())
                    .put("count", shard.shard().count())
                    .put("rows", shard.rows().rows())
                    .put("ofRows", shard.rows().of());
        }
        manifest.merged().ifPresent(merged -> {
            ObjectNode joined = node.putObject("merged").put("shards", merged.count());
            merged.missing().forEach(joined.putArray("missing")::add);
            joined.put("rows", merged.rows().rows()).put("ofRows", merged.rows().of());
        });
    }

    private static void putGit(ObjectNode node, Map<String, String> environment) {
        String sha = environment.get("git.sha");
        if (sha == null) {
            node.putNull("git");
            return;
        }
        String dirty = environment.get("git.dirty");
        node.putObject("git")
                .put("sha", sha)
                .put("branch", environment.get("git.branch"))
                .put("dirty", dirty == null ? null : Boolean.valueOf(dirty));
    }

    private static void putLoad(ObjectNode node, Manifest manifest) {
        Load load = manifest.load();
        ObjectNode how = node.putObject("load")
                .put("kind", load instanceof Load.Open ? "open" : "closed")
                .put("concurrency", manifest.concurrency());
        manifest.merged().ifPresent(merged -> how.put("clients", merged.clients()));
        if (load instanceof Load.Adaptive) {
            how.put("auto", true);
        }
        if (load instanceof Load.Open open) {
            putArrivals(how, open.arrivals());
        } else {
            how.putNull("rate");
        }
    }

    /** In starts per second. */
    private static void putArrivals(ObjectNode load, Arrivals arrivals) {
        StartRate rate = arrivals.rate();
        if (rate.ramp()) {
            load.putObject("rate").put("from", rate.from()).put("to", rate.to()).put("overSeconds", rate.overSeconds());
        } else {
            load.put("rate", rate.from());
        }
        load.put("arrival", arrivals.process().text());
        load.put("seed", arrivals.seed());
    }

    private static void putSource(ObjectNode node, Manifest.@Nullable Source source) {
        if (source == null) {
            node.putNull("source");
            return;
        }
        node.putObject("source")
                .put("run", source.run())
                .put("folder", source.folder())
                .put("rescoredAt", RunNames.instant(source.rescoredAt()));
    }
}
