package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of test results.
 *
 * @param detail how much it tells of a case
 * @param sections its suites, in order
 * @param gates whether the gates and the measurement stand in it
 */
record JUnitFile(JUnitDetail detail, List<JUnitSection> sections, Gates gates) {

    /** So much is put together in memory; suites that alternate in the results would else have to be read for one by one. */
    private static final long TOGETHER_BYTES = 8_000_000;

    /** Whether what is of the whole run stands in a file. */
    enum Gates {
        SHOWN,
        ELSEWHERE
    }

    JUnitFile {
        sections = List.copyOf(sections);
    }

    void write(FinishedRun run, Writer out) throws IOException {
        try {
            new Writing(run, this, out).write();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The file of one run, being written. */
    private static final class Writing {

        private final FinishedRun run;
        private final JUnitFile file;
        private final Writer out;
        private final XmlOut xml;
        private final JUnitNames names;
        private final JUnitGates gates;
        private final JUnitMeasurement measurement;
        private final JUnitCases cases;

        Writing(FinishedRun run, JUnitFile file, Writer out) {
            this.run = run;
            this.file = file;
            this.out = out;
            this.xml = new XmlOut(out);
            this.names = new JUnitNames(run.manifest(), run.summary().groups());
            this.gates = new JUnitGates(run, names, xml);
            this.measurement = new JUnitMeasurement(run.measurement(), names, xml);
            this.cases = new JUnitCases(run, names, file.detail());
        }

        void write() throws IOException {
            xml.begin();
            String texts = new ResolvedSuite(run.manifest().resolved()).shownTexts();
            if (!file.sections().isEmpty() && !texts.isEmpty()) {
                xml.comment("contains " + texts);
            }
            xml.open("testsuites", attributes());
            if (file.gates() == Gates.SHOWN) {
                gates.write();
                measurement.write();
            }
            int done = 0;
            while (done < file.sections().size()) {
                List<JUnitSection> next = together(done);
                writeSections(next);
                done += next.size();
            }
            xml.close();
            xml.end();
        }

        private List<String> attributes() {
            JUnitCounts all = new JUnitCounts();
            if (file.gates() == Gates.SHOWN) {
                all.add(gates.counts());
                all.add(measurement.counts());
            }
            file.sections().forEach(section -> all.add(section.counts()));
            List<String> attributes =
                    new ArrayList<>(List.of("name", run.manifest().suite()));
            attributes.addAll(all.attributes());
            attributes.addAll(List.of("time", JUnitCounts.seconds(run.durationMillis() * 1_000_000)));
            return attributes;
        }

        /** {@return the sections from that one that are read for at once: one, or several small ones} */
        private List<JUnitSection> together(int first) {
            int end = first;
            long bytes = 0;
            while (end < file.sections().size()
                    && (end == first || bytes + file.sections().get(end).bytes() <= TOGETHER_BYTES)) {
                bytes += file.sections().get(end).bytes();
                end++;
            }
            return file.sections().subList(first, end);
        }

        private void writeSections(List<JUnitSection> together) throws IOException {
            if (together.size() == 1) {
                open(xml, together.get(0));
                read(together, Map.of(together.get(0).group(), xml));
                xml.close();
                return;
            }
            Map<JUnitGroup, StringWriter> texts = new LinkedHashMap<>();
            Map<JUnitGroup, XmlOut> outs = new HashMap<>();
            for (JUnitSection section : together) {
                StringWriter text = new StringWriter();
                texts.put(section.group(), text);
                XmlOut nested = xml.nested(text);
                outs.put(section.group(), nested);
                open(nested, section);
            }
            read(together, outs);
            outs.values().forEach(XmlOut::close);
            outs.values().forEach(XmlOut::flush);
            xml.flush();
            for (StringWriter text : texts.values()) {
                out.append(text.getBuffer());
            }
        }

        private void open(XmlOut to, JUnitSection section) {
            to.open("testsuite", section.counts().suite(names.suiteOf(section.group())));
        }

        private void read(List<JUnitSection> together, Map<JUnitGroup, XmlOut> outs) {
            Map<JUnitGroup, JUnitSection> sections = new HashMap<>();
            together.forEach(section -> sections.put(section.group(), section));
            Map<JUnitGroup, Long> listed = new HashMap<>();
            together.forEach(
                    section -> listed.put(section.group(), section.stretch().before()));
            int last = run.results().blocks();
            for (int block = 0; block < last; block++) {
                int number = block;
                if (together.stream().anyMatch(section -> section.stretch().has(number))) {
                    CaseGroup.forEachOf(run.results(), block, repeats -> {
                        JUnitGroup group = JUnitGroup.of(repeats.repeats().get(0));
                        JUnitSection section = sections.get(group);
                        if (section != null && section.stretch().has(number)) {
                            write(repeats, section, listed, outs.get(group));
                        }
                    });
                }
            }
        }

        private void write(CaseGroup repeats, JUnitSection section, Map<JUnitGroup, Long> listed, XmlOut to) {
            JUnitGroup group = section.group();
            for (CaseResult result : repeats.repeats()) {
                JUnitCounts.Status status = cases.status(result, repeats);
                if (cases.lists(status) && section.holds(listed.merge(group, 1L, Long::sum) - 1)) {
                    cases.write(to, group, result, status);
                }
            }
        }
    }
}
