package dev.promptmeter.suite;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.run.Advisers;
import dev.promptmeter.run.Model;
import dev.promptmeter.summary.DerivedMetric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A suite with everything known about it before the first request.
 *
 * @param suite as it was read
 * @param datasets found sound, by id, in suite order
 * @param gates understood, the implied one included
 * @param metrics names that checks feed
 * @param derived metrics that are computed from them
 * @param checked whether any row has a check
 * @param warnings of all stages
 */
public record ScannedSuite(
        Suite suite,
        Map<String, Dataset> datasets,
        List<Gate> gates,
        List<String> metrics,
        List<DerivedMetric> derived,
        boolean checked,
        List<Problem> warnings) {

    /** Copies the collections and keeps their order. */
    public ScannedSuite {
        datasets = Collections.unmodifiableMap(new LinkedHashMap<>(datasets));
        gates = List.copyOf(gates);
        metrics = List.copyOf(metrics);
        derived = List.copyOf(derived);
        warnings = List.copyOf(warnings);
    }

    /**
     * {@return everything a run of it needs}
     *
     * @param labels what names this run
     * @param endpoints opened for this suite
     * @param keys of this suite, all of which the run masks
     */
    public RunSetup setup(RunLabels labels, Endpoints endpoints, Keys keys) {
        return new SetupMaker(this, endpoints::model, endpoints::embedding)
                .setup(ManifestMaker.manifest(this, labels), keys.redactor());
    }

    /**
     * {@return everything it takes to judge what another run was answered; its models cannot be asked}
     *
     * @param labels what names this run
     * @param redactor masks the keys that are known
     */
    public RunSetup offline(RunLabels labels, Redactor redactor) {
        Map<String, Model> models = new LinkedHashMap<>();
        suite.models().forEach(spec -> models.put(spec.id(), Endpoints.offline(spec, spec.address())));
        return new SetupMaker(this, models::get, id -> Endpoints.offlineEmbedding(id, models))
                .setup(ManifestMaker.manifest(this, labels), redactor);
    }

    /**
     * {@return who is asked for its checks}
     *
     * @param endpoints opened for them
     */
    public Advisers advisers(Endpoints endpoints) {
        return new SetupMaker(this, endpoints::model, endpoints::embedding).advisers();
    }

    Dataset dataset(String id) {
        Dataset dataset = datasets.get(id);
        if (dataset == null) {
            throw new IllegalArgumentException("no dataset " + id);
        }
        return dataset;
    }
}
