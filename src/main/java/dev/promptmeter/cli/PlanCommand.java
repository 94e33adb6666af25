package dev.promptmeter.cli;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.compare.Discordance;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.SpooledInput;
import dev.promptmeter.report.Plan;
import dev.promptmeter.report.PlanJson;
import dev.promptmeter.report.PlanText;
import dev.promptmeter.suite.Keys;
import dev.promptmeter.suite.PlannedParts;
import dev.promptmeter.suite.RunLabels;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.ScannedSuite;
import dev.promptmeter.suite.Suite;
import dev.promptmeter.suite.SuiteScan;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Says what the cases of a suite can tell, and how many a claim would need. Needs no key, opens no connection, changes no file. */
final class PlanCommand implements Command {

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "cases needed, smallest detectable change, forecast of false alarms; no network";
    }

    @Override
    public String words() {
        return "[SUITE|DATA]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                Topic.of("Select", RunFlags.FILTER, RunFlags.LIMIT, RunFlags.SAMPLE),
                RunFlags.READING.get(0),
                RunFlags.READING.get(1),
                RunFlags.READING.get(2),
                Topic.of("Execute", RunFlags.REPEAT),
                Topic.of("Compare", RunFlags.BASELINE, RunFlags.NO_BASELINE),
                Topic.of("Output", RunFlags.JSON),
                Topic.of("Safety", RunFlags.ALLOW_OUTSIDE));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter plan                                           # ./promptmeter.yaml",
                "promptmeter plan -n 200                                    # what would 200 rows tell?",
                "promptmeter plan --json | jq .redWithoutCause");
    }

    @Override
    public int run(Session session, Given given) throws IOException, InterruptedException {
        if (given.words().size() > 1) {
            throw new CliException(
                    "PM-1008",
                    "plan takes one suite, but there are " + given.words().size());
        }
        String word =
                given.words().isEmpty() ? Reading.DEFAULT_SUITE : given.words().get(0);
        Reading reading = Reading.of(word, given, topics(), session.environment());
        if (word.equals("-")) {
            try (SpooledInput input = SpooledInput.of(System.in, DatasetSpec.Limits.DEFAULT)) {
                plan(session, given, reading.suite(input.file()));
            }
        } else {
            plan(session, given, reading.suite(null));
        }
        return 0;
    }

    private static void plan(Session session, Given given, Suite suite) throws IOException, InterruptedException {
        Prepared.mask(session, Keys.known(suite));
        ScannedSuite scanned = SuiteScan.scan(suite);
        Prepared.warn(session, scanned.warnings());
        Plan plan = of(given, scanned);
        String text = given.has(RunFlags.JSON)
                ? PlanJson.of(plan) + "\n"
                : CiLog.guarded(session.environment(), PlanText.of(plan));
        session.console().result(text);
    }

    private static Plan of(Given given, ScannedSuite scanned) throws IOException, InterruptedException {
        Suite suite = scanned.suite();
        RunLabels labels = new RunLabels("plan", Version.tool(), null, Map.of(), Map.of(), "");
        RunSetup setup = scanned.offline(labels, Redactor.NONE);
        PlannedParts parts = PlannedParts.of(setup.plan(), setup.gates());
        SuiteRecord record = SuiteRecord.of(given, suite);
        Discordance discordance = record.discordance();
        GatePlans gates = new GatePlans(setup, parts, discordance.share());
        return new Plan(
                suite.name(),
                new Plan.Size(
                        parts.rows(),
                        suite.prompts().size(),
                        suite.models().size(),
                        parts.cases(),
                        setup.plan().repeat()),
                discordance,
                gates.gates(),
                gates.slices(),
                record.split(),
                gates.notes());
    }
}
