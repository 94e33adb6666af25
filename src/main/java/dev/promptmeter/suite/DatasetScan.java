package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.DatasetException;
import dev.promptmeter.dataset.DatasetFile;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.NearName;
import dev.promptmeter.dataset.Notation;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.CaseChecks;
import dev.promptmeter.run.PlannedDataset;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.score.CheckException;
import dev.promptmeter.score.Scorers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one dataset of a suite from end to end, and holds templates and checks against its columns before anything is sent. */
final class DatasetScan {

    private final Suite suite;
    private final DatasetBlock block;
    private final Scorers scorers;
    private final Findings findings;
    private final UnmetNeeds needs;

    /**
     * A dataset that was found sound.
     *
     * @param dataset its rows
     * @param metrics names that its checks feed
     * @param checked whether a row has a check
     * @param judged whether a model decides one of them
     */
    record Scanned(DatasetFile dataset, Set<String> metrics, boolean checked, boolean judged) {}

    DatasetScan(Suite suite, DatasetBlock block, Scorers scorers, Findings findings) {
        this.suite = suite;
        this.block = block;
        this.scorers = scorers;
        this.findings = findings;
        this.needs = new UnmetNeeds(suite, block, scorers);
    }

    /** {@return the dataset; empty if a problem was added} */
    Optional<Scanned> scan() {
        int before = findings.count();
        try {
            List<String> columns = DatasetFile.columns(spec());
            new KeysInNames(suite).refuse(columns, Source.line(block.spec().shown(), 1), findings);
            // JSON Lines without a sound row have no columns that anything could be held against.
            if (!columns.isEmpty()) {
                checkNames(variables(columns));
            }
            prepareConstantChecks();
            if (findings.count() > before) {
                rowsAlone();
                return Optional.empty();
            }
            return Optional.of(rows(columns));
        } catch (DatasetException e) {
            findings.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** The rows are read although templates or checks of the suite are wrong, so that all is reported at once. */
    private void rowsAlone() {
        DatasetFile.scan(spec(), notation(), row -> RowCheck.ownChecks(row, scorers));
    }

    private Notation notation() {
        return new Notation(scorers, new RowCheckMaps());
    }

    private Scanned rows(List<String> columns) {
        var info = new DatasetInfo(
                block.id(),
                block.spec().shown(),
                0,
                "",
                0,
                columns,
                ",",
                block.spec().encoding());
        var planned = new PlannedDataset(
                new KnownDataset(info),
                block.selection(),
                block.vars(),
                suite.overrides(),
                block.checks(),
                block.threshold(),
                suite.promptsOf(block),
                List.of(),
                scorers);
        RowCheck rows = new RowCheck(planned, needs, suite);
        DatasetFile dataset = DatasetFile.scan(spec(), notation(), rows);
        dataset.warnings().forEach(findings::add);
        warnOfNames(variables(columns));
        warnOfUnchecked(rows);
        return new Scanned(dataset, rows.metrics(), rows.checked() > 0, rows.judged());
    }

    private DatasetSpec spec() {
        Set<String> inserted = new LinkedHashSet<>();
        suite.promptsOf(block).forEach(prompt -> inserted.addAll(prompt.inserted()));
        return block.spec().changed().structured(inserted).build();
    }

    private List<String> variables(List<String> columns) {
        return columns.stream()
                .filter(column ->
                        !column.startsWith("__") || block.spec().variables().contains(column))
                .toList();
    }

    private void checkNames(List<String> columns) {
        Set<String> known = new LinkedHashSet<>(columns);
        known.addAll(block.vars().keySet());
        known.addAll(suite.overrides().keySet());
        for (Prompt prompt : suite.promptsOf(block)) {
            Source source = suite.promptSources().getOrDefault(prompt.id(), Source.NOWHERE);
            unknown(prompt.names(), known, "template '" + prompt.id() + "'", source);
        }
        for (Check check : written()) {
            unknown(
                    CaseChecks.ownNames(check),
                    known,
                    "check '" + check.origin().text() + "'",
                    check.origin().source());
        }
    }

    /** The checks of suite and dataset, those inside groups among them. */
    private List<Check> written() {
        return block.checks().stream().flatMap(check -> check.whole().stream()).toList();
    }

    private void unknown(Collection<String> names, Set<String> known, String where, Source source) {
        for (String name : names) {
            if (!known.contains(name)) {
                findings.add(
                        "PM-1301",
                        source,
                        where + " uses {{" + name + "}}; " + block.spec().shown() + " has: " + String.join(", ", known)
                                + NearName.question(name, known));
            }
        }
    }

    /** A check without a variable is the same for every row: it is wrong once, not once per row. */
    private void prepareConstantChecks() {
        for (Check check : block.checks()) {
            int before = findings.count();
            check.parts().forEach(this::prepareConstant);
            if (findings.count() == before) {
                prepareConstant(check);
            }
        }
    }

    private void prepareConstant(Check check) {
        try {
            if (CaseChecks.names(check).isEmpty()) {
                scorers.prepare(check);
                scorers.doubt(check)
                        .ifPresent(text ->
                                findings.add(RowCheck.DOUBT, check.origin().source(), text));
            }
            needs.of(check).ifPresent(findings::add);
            needs.alone(check).ifPresent(findings::add);
        } catch (CheckException e) {
            findings.add(e.code(), check.origin().source(), e.getMessage());
        }
    }

    private void warnOfNames(List<String> columns) {
        Source header = Source.line(block.spec().shown(), 1);
        for (String column : columns) {
            if (suite.overrides().containsKey(column)) {
                findings.add("PM-6107", header, "--var " + column + " hides the column '" + column + "'");
            } else if (block.vars().containsKey(column)) {
                findings.add(
                        "PM-6107", header, "the column '" + column + "' hides the variable of that name in the suite");
            }
        }
        List<String> unused = unused(columns);
        if (!unused.isEmpty()) {
            findings.add("PM-6111", header, "no template and no check uses: " + String.join(", ", unused));
        }
    }

    private void warnOfUnchecked(RowCheck rows) {
        if (rows.checked() > 0 && rows.unchecked() > 0) {
            Source file = new Source(block.spec().shown(), 0, 0);
            findings.add(
                    "PM-6109",
                    file,
                    rows.unchecked() + " rows have no check next to " + rows.checked() + " that have some");
        }
        boolean looksLikeOne = rows.checked() == 0 && block.spec().mode() == DatasetSpec.Mode.SUITE;
        if (looksLikeOne && variables(rows.columns()).contains("expected")) {
            Source header = Source.line(block.spec().shown(), 1);
            findings.add("PM-6110", header, "column 'expected' is not a check: rename it __expected");
        }
    }

    private List<String> unused(List<String> columns) {
        Set<String> used = new LinkedHashSet<>();
        suite.promptsOf(block).forEach(prompt -> used.addAll(prompt.names()));
        block.checks().forEach(check -> used.addAll(CaseChecks.names(check)));
        used.add("id");
        used.add(String.valueOf(block.spec().idColumn()));
        used.add(String.valueOf(block.spec().clusterColumn()));
        if (suite.gates() != null) {
            suite.gates().forEach(gate -> used.add(String.valueOf(gate.cluster())));
        }
        if (block.spec().mode() == DatasetSpec.Mode.SIMPLE) {
            used.add("expected");
        }
        List<String> unused = new ArrayList<>(columns);
        unused.removeAll(used);
        return unused;
    }
}
