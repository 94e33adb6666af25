package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.ChosenCases;
import dev.promptmeter.run.Filter;
import dev.promptmeter.run.FilterException;
import dev.promptmeter.run.FilterParser;
import dev.promptmeter.run.Glob;
import dev.promptmeter.run.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the files of dataset sections and decides how each is read and which of its rows are asked. */
final class DatasetResolver {

    private static final String STANDARD_INPUT = "-";

    private final SuiteOptions options;
    private final SuiteFiles files;
    private final Findings findings;

    /** A section and one of the files it names. */
    record Located(DatasetSection section, DatasetSpec spec) {}

    DatasetResolver(SuiteOptions options, SuiteFiles files, Findings findings) {
        this.options = options;
        this.files = files;
        this.findings = findings;
    }

    /** {@return every dataset of a section: one, or one for each file of a pattern} */
    List<Located> locate(DatasetSection section, DatasetSpec.Mode mode) {
        List<Located> located = new ArrayList<>();
        if (section.file().equals(STANDARD_INPUT)) {
            Path spooled = options.standardInput();
            if (spooled == null) {
                findings.add("PM-1209", section.place(), "'-' is standard input, and nothing was read from it");
            } else {
                located.add(new Located(section, spec(section, "stdin", new SuiteFiles.Found(spooled, "-"), mode)));
            }
            return located;
        }
        int before = findings.count();
        List<SuiteFiles.Found> found = files.files(section.file(), section.place(), findings);
        if (found.isEmpty() && findings.count() == before) {
            findings.add("PM-1209", section.place(), "no file matches '" + section.file() + "'");
        }
        for (SuiteFiles.Found file : found) {
            located.add(new Located(section, spec(section, ItemId.ofFile(file.shown()), file, mode)));
        }
        return located;
    }

    private static DatasetSpec spec(
            DatasetSection section, String fileId, SuiteFiles.Found file, DatasetSpec.Mode mode) {
        DatasetSpec.Builder builder = DatasetSpec.builder(section.id() == null ? fileId : section.id(), file.path())
                .shownAs(file.shown())
                .mode(mode)
                .encoding(section.encoding())
                .escape(section.escape())
                .ragged(section.ragged())
                .braces(section.braces())
                .idColumn(section.idColumn())
                .clusterColumn(section.clusterColumn())
                .variables(Set.copyOf(section.variables()))
                .limits(section.limits());
        if (section.format() != null) {
            builder.format(section.format());
        }
        if (section.delimiter() != null) {
            builder.delimiter(section.delimiter());
        }
        return builder.build();
    }

    /** {@return the dataset with what the whole suite gives to it} */
    DatasetBlock block(Located located, SuiteSection suite, List<String> prompts, List<String> models) {
        DatasetSection section = located.section();
        Map<String, String> vars = new LinkedHashMap<>(suite.vars());
        vars.putAll(section.vars());
        List<Check> checks = new ArrayList<>(CheckSection.checks(suite.checks()));
        checks.addAll(CheckSection.checks(section.checks()));
        Double threshold = section.threshold() == null ? suite.threshold() : section.threshold();
        return new DatasetBlock(
                located.spec(),
                vars,
                selection(section),
                checks,
                threshold,
                chosen("prompt", section.prompts(), prompts, section),
                chosen("model", section.models(), models, section),
                section.place().source());
    }

    private List<String> chosen(String what, List<String> globs, List<String> ids, DatasetSection section) {
        if (globs.isEmpty()) {
            return ids;
        }
        for (String glob : globs) {
            if (ids.stream().noneMatch(Glob.of(glob)::matches)) {
                findings.add(
                        "PM-1110",
                        section.place(),
                        "no " + what + " of this suite matches '" + glob + "'; there are: " + String.join(", ", ids));
            }
        }
        return ids.stream()
                .filter(id -> globs.stream().anyMatch(glob -> Glob.of(glob).matches(id)))
                .toList();
    }

    private Selection selection(DatasetSection section) {
        SuiteOptions.Rows rows = options.rows();
        Filter filter = filter(section);
        if (rows.limit() != null || rows.sample() != null) {
            return new Selection(filter, rows.limit(), rows.sample(), rows.shard());
        }
        if (section.limit() != null && section.sample() != null) {
            findings.add("PM-1006", section.place(), "'limit' and 'sample' exclude each other");
            return Selection.ALL;
        }
        return new Selection(filter, section.limit(), section.sample(), rows.shard());
    }

    private Filter filter(DatasetSection section) {
        List<Filter> filters = new ArrayList<>();
        add(filters, section.filter(), section.place().source());
        options.rows().filters().forEach(filter -> add(filters, filter, Source.NOWHERE));
        Filter all = filters.isEmpty()
                ? Filter.ALL
                : (row, id) -> filters.stream().allMatch(filter -> filter.chooses(row, id));
        ChosenCases among = options.rows().among();
        return among == null ? all : among.within(all);
    }

    private void add(List<Filter> filters, @Nullable String written, Source source) {
        if (written != null) {
            try {
                filters.add(FilterParser.parse(written));
            } catch (FilterException e) {
                findings.add(e.code(), source, e.getMessage());
            }
        }
    }
}
