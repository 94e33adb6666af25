package dev.promptmeter.suite;

import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateException;
import dev.promptmeter.gate.GateParser;
import dev.promptmeter.gate.GateSpec;
import dev.promptmeter.gate.KnownNames;
import dev.promptmeter.score.Scorers;
import dev.promptmeter.summary.DerivedMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads all datasets of a suite and understands its checks and gates, without any network: all that {@code validate} does. */
public final class SuiteScan {

    private static final List<GateSpec> IMPLIED = List.of(GateSpec.of("passRate >= 100%", 0));

    private final Suite suite;
    private final Findings findings = new Findings();
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Set<String> metrics = new LinkedHashSet<>();
    private boolean checked;

    private SuiteScan(Suite suite) {
        this.suite = suite;
    }

    /**
     * {@return the suite with everything known about it before the first request}
     *
     * @throws SuiteException with every fault of datasets, templates, checks and gates
     */
    public static ScannedSuite scan(Suite suite) {
        return new SuiteScan(suite).run();
    }

    private ScannedSuite run() {
        suite.models().forEach(this::checkSimulator);
        Scorers scorers = suite.judging().scorers();
        List<DatasetInfo> unchecked = new ArrayList<>();
        for (DatasetBlock block : suite.datasets()) {
            new DatasetScan(suite, block, scorers, findings).scan().ifPresent(scanned -> {
                datasets.put(block.id(), scanned.dataset());
                metrics.addAll(scanned.metrics());
                checked |= scanned.checked();
                if (!scanned.checked()) {
                    unchecked.add(scanned.dataset().info());
                }
                if (scanned.judged()) {
                    JudgeKinship.warn(suite, block, findings);
                }
            });
        }
        if (checked) {
            unchecked.forEach(this::warnOfUnchecked);
        }
        List<DerivedMetric> derived = derived();
        List<Gate> gates = gates();
        if (findings.count() == 0) {
            new SelectorCheck(suite, datasets, findings).check(gates);
            new ClusterCheck(suite, datasets, findings).check(gates);
            gates.forEach(this::warnOf);
        }
        findings.throwIfAny();
        List<Problem> warnings = new ArrayList<>(suite.warnings());
        warnings.addAll(findings.warnings());
        return new ScannedSuite(suite, datasets, gates, List.copyOf(metrics), derived, checked, warnings);
    }

    private void warnOfUnchecked(DatasetInfo info) {
        findings.add(
                "PM-6109",
                new Source(info.file(), 0, 0),
                info.rows() + " rows have no check, while other datasets of the suite have some");
    }

    private void checkSimulator(ModelSpec model) {
        if (model.simulated()) {
            try {
                SimulatorSettings.of(model);
            } catch (SuiteException e) {
                findings.addAll(e.problems());
            }
        }
    }

    private List<DerivedMetric> derived() {
        Findings found = new Findings();
        List<DerivedMetric> derived = DerivedSection.parse(suite.derived(), metrics, found);
        // Metrics of a dataset that could not be read are not known.
        boolean complete = findings.count() == 0;
        found.faults().stream()
                .filter(problem -> complete || !problem.code().equals("PM-1502"))
                .forEach(findings::add);
        return derived;
    }

    private Set<String> derivedNames() {
        return suite.derived().stream().map(DerivedSection::name).collect(Collectors.toSet());
    }

    private List<Gate> gates() {
        List<GateSpec> written = suite.gates();
        List<GateSpec> specs = written != null ? written : checked ? IMPLIED : List.of();
        GateParser parser = new GateParser(new KnownNames(metrics, derivedNames(), SloSection.objectives(suite.slo())));
        boolean complete = findings.count() == 0;
        List<Gate> gates = new ArrayList<>();
        for (GateSpec spec : specs) {
            try {
                gates.add(parser.parse(spec));
            } catch (GateException e) {
                // Metrics of a dataset that could not be read are not known.
                if (complete || !e.code().equals("PM-1502")) {
                    findings.add(e.code(), source(spec), e.getMessage());
                }
            }
        }
        return gates;
    }

    private Source source(GateSpec spec) {
        String file = suite.file();
        return file == null ? Source.NOWHERE : new Source(file, spec.line(), spec.column());
    }

    private void warnOf(Gate gate) {
        gate.notices().forEach(notice -> findings.add("PM-6116", source(gate.line()), notice));
    }

    private Source source(int line) {
        return suite.file() == null ? Source.NOWHERE : Source.line(suite.file(), line);
    }
}
