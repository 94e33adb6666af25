package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.summary.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gates and cases as JUnit XML, one suite for each prompt and model. Reads the results once to count and once more for each suite,
 * because a file in which suites lie one after another cannot be written from rows in which they alternate.
 */
public final class JUnitReport implements Report {

    /** Makes a writer of test results. */
    public JUnitReport() {}

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        try {
            write(run, new XmlOut(out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(FinishedRun run, XmlOut xml) {
        var names = new JUnitNames(run.manifest(), run.summary().groups());
        var gates = new JUnitGates(run, names, xml);
        var cases = new JUnitCases(run, names, xml);
        Map<JUnitGroup, JUnitCounts> counts = counts(run, cases);
        xml.begin();
        xml.open("testsuites", attributes(run, gates, counts));
        gates.write();
        counts.forEach((group, each) -> {
            if (each.tests() > 0) {
                cases.write(group, each);
            }
        });
        xml.close();
        xml.end();
    }

    /** Suites come in the order of the summary's groups, which is that of the suite file. */
    private static Map<JUnitGroup, JUnitCounts> counts(FinishedRun run, JUnitCases cases) {
        Map<JUnitGroup, JUnitCounts> counts = new LinkedHashMap<>();
        for (Group group : run.summary().groups()) {
            counts.put(new JUnitGroup(group.prompt(), group.model()), new JUnitCounts());
        }
        CaseGroup.forEach(run.results(), repeats -> cases.count(repeats, counts));
        return counts;
    }

    private static List<String> attributes(FinishedRun run, JUnitGates gates, Map<JUnitGroup, JUnitCounts> counts) {
        JUnitCounts all = gates.counts();
        counts.values().forEach(all::add);
        List<String> attributes = new ArrayList<>(List.of("name", run.manifest().suite()));
        attributes.addAll(all.attributes());
        attributes.addAll(List.of("time", JUnitCounts.seconds(run.durationMillis() * 1_000_000)));
        return attributes;
    }
}
