package dev.promptmeter.suite;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.ExitRules;
import dev.promptmeter.run.Advisers;
import dev.promptmeter.run.Judge;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.PlannedDataset;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.score.Scorers;
import dev.promptmeter.summary.TallyPlan;
import dev.promptmeter.summary.Wanted;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a scanned suite and its models together into what a run needs. */
final class SetupMaker {

    private final ScannedSuite scanned;
    private final Suite suite;
    private final Function<String, Model> models;
    private final Function<String, Model> embeddings;

    /**
     * Takes a suite and where its models are.
     *
     * @param models by id, to be asked for answers
     * @param embeddings by id, to be asked for embeddings
     */
    SetupMaker(ScannedSuite scanned, Function<String, Model> models, Function<String, Model> embeddings) {
        this.scanned = scanned;
        this.suite = scanned.suite();
        this.models = models;
        this.embeddings = embeddings;
    }

    RunSetup setup(Manifest manifest, Redactor redactor) {
        ExitRules usual = ExitRules.DEFAULT;
        ExitRules exit = new ExitRules(suite.run().maxErrorRate(), usual.gating(), usual.failCode(), usual.gateExit());
        return new RunSetup(
                manifest,
                plan(),
                tally(),
                scanned.gates(),
                suite.validity(),
                exit,
                redactor,
                suite.reports().formats(),
                suite.run().cache());
    }

    private RunPlan plan() {
        RunSettings run = suite.run();
        Advisers advisers = advisers();
        Scorers scorers = suite.judging().scorers(advisers.identities());
        return new RunPlan(
                suite.datasets().stream().map(block -> planned(block, scorers)).toList(),
                run.load(),
                RunPlan.Order.INTERLEAVE,
                run.repeat(),
                run.warmup(),
                run.retry(),
                suite.prices(),
                new RunPlan.Limits(
                        run.maxDuration(), run.failFast(), run.spend().limit()),
                run.seed(),
                advisers);
    }

    /** {@return who is asked for checks} */
    Advisers advisers() {
        return new Advisers(judge(), embeddings());
    }

    private @Nullable Model embeddings() {
        EmbeddingsSection section = suite.embeddings();
        return section == null ? null : embeddings.apply(section.model());
    }

    /** Its parameters are those of a judge, whatever the model is asked with as a candidate, and it answers in one piece. */
    private @Nullable Judge judge() {
        JudgeSection section = suite.judge();
        if (section == null) {
            return null;
        }
        Model model = models.apply(section.model());
        Model asked = new Model(
                model.id(),
                model.name(),
                model.baseUri(),
                Model.Delivery.PLAIN,
                section.sent(),
                model.concurrency(),
                model.pacing(),
                model.wire());
        Long most = section.maxCost() == null ? null : (Long) Cost.pico(section.maxCost());
        return new Judge(asked, section.repeat(), section.when(), most, section.concurrency(), section.probe());
    }

    private PlannedDataset planned(DatasetBlock block, Scorers scorers) {
        return new PlannedDataset(
                scanned.dataset(block.id()),
                block.selection(),
                block.vars(),
                suite.overrides(),
                block.checks(),
                block.threshold(),
                suite.promptsOf(block),
                block.models().stream().map(models).toList(),
                scorers);
    }

    private TallyPlan tally() {
        Set<Wanted> wanted = scanned.gates().stream()
                .map(gate -> new Wanted(gate.figure(), gate.selector()))
                .collect(Collectors.toSet());
        return new TallyPlan(
                suite.models().stream().map(ModelSpec::id).toList(),
                suite.prompts().stream().map(Prompt::id).toList(),
                scanned.metrics(),
                scanned.derived(),
                suite.run().repeat(),
                suite.slo(),
                wanted,
                new RelatedCases(suite).units(),
                scanned.gates().stream().flatMap(gate -> gate.kept().stream()).collect(Collectors.toSet()));
    }
}
