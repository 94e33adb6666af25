package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which test cases stand in which file. Nothing of the results is held; only where they may be too much for one file are they written to
 * find out how much they are.
 */
final class JUnitPlan {

    private final long fileBytes;
    private final Sizes sizes;
    private final JUnitCases cases;
    private final CountingWriter count = new CountingWriter();
    private final XmlOut xml = new XmlOut(count);
    private final Map<JUnitGroup, Growing> growing = new LinkedHashMap<>();
    private final List<JUnitSection> full = new ArrayList<>();

    /** How it is found out what a test case takes. */
    private enum Sizes {
        /** Surely enough, by the lengths of its texts. */
        MOST,
        /** By writing it. */
        WRITTEN
    }

    /** A section whose end has not come. */
    private static final class Growing {

        private long from;
        private long to;
        private long bytes;
        private JUnitCounts counts = new JUnitCounts();
    }

    private JUnitPlan(FinishedRun run, JUnitDetail detail, long fileBytes, Sizes sizes) {
        this.fileBytes = fileBytes;
        this.sizes = sizes;
        cases = new JUnitCases(run, new JUnitNames(run.manifest(), run.summary().groups()), detail);
        // As deep as they will stand: a file of many lines is some megabytes longer for its indentation.
        xml.open("testsuites", List.of());
        xml.open("testsuite", List.of());
        for (Group group : run.summary().groups()) {
            growing.put(new JUnitGroup(group.prompt(), group.model()), new Growing());
        }
        CaseGroup.forEach(run.results(), this::add);
    }

    /** {@return the files of that run} */
    static List<JUnitFile> files(FinishedRun run, JUnitLimits limits) {
        List<JUnitSection> together = together(run);
        if (bytes(together) <= limits.fileBytes()) {
            return List.of(new JUnitFile(JUnitDetail.FULL, together, JUnitFile.Gates.SHOWN));
        }
        JUnitPlan full = written(run, JUnitDetail.FULL, limits);
        return bytes(full.sections()) <= limits.allBytes()
                ? full.files(JUnitDetail.FULL)
                : written(run, JUnitDetail.BRIEF, limits).files(JUnitDetail.BRIEF);
    }

    private static JUnitPlan written(FinishedRun run, JUnitDetail detail, JUnitLimits limits) {
        return new JUnitPlan(run, detail, limits.fileBytes(), Sizes.WRITTEN);
    }

    /** {@return the suites of one file that takes everything, in the order of the summary's groups} */
    static List<JUnitSection> together(FinishedRun run) {
        return new JUnitPlan(run, JUnitDetail.FULL, Long.MAX_VALUE, Sizes.MOST).sections();
    }

    private void add(CaseGroup repeats) {
        JUnitGroup group = JUnitGroup.of(repeats.repeats().get(0));
        Growing section = growing.computeIfAbsent(group, unknown -> new Growing());
        for (CaseResult result : repeats.repeats()) {
            JUnitCounts.Status status = cases.status(result, repeats);
            if (cases.lists(status)) {
                long bytes = bytes(group, result, status);
                if (section.bytes + bytes > fileBytes) {
                    close(group, section);
                }
                section.to++;
                section.bytes += bytes;
                section.counts.add(status, JUnitCases.latency(result));
            }
        }
    }

    private long bytes(JUnitGroup group, CaseResult result, JUnitCounts.Status status) {
        if (sizes == Sizes.MOST) {
            return cases.most(group, result, status);
        }
        long before = count.bytes();
        cases.write(xml, group, result, status);
        xml.flush();
        return count.bytes() - before;
    }

    private void close(JUnitGroup group, Growing section) {
        full.add(new JUnitSection(group, section.from, section.to, section.counts, section.bytes));
        section.from = section.to;
        section.bytes = 0;
        section.counts = new JUnitCounts();
    }

    /** {@return the suites in the order of the summary's groups, which is that of the suite file} */
    private List<JUnitSection> sections() {
        List<JUnitSection> sections = new ArrayList<>();
        growing.forEach((group, last) -> {
            full.stream().filter(section -> section.group().equals(group)).forEach(sections::add);
            if (last.to > last.from) {
                sections.add(new JUnitSection(group, last.from, last.to, last.counts, last.bytes));
            }
        });
        return sections;
    }

    private static long bytes(List<JUnitSection> sections) {
        return sections.stream().mapToLong(JUnitSection::bytes).sum();
    }

    private List<JUnitFile> files(JUnitDetail detail) {
        List<JUnitSection> sections = sections();
        if (bytes(sections) <= fileBytes) {
            return List.of(new JUnitFile(detail, sections, JUnitFile.Gates.SHOWN));
        }
        List<JUnitFile> files = new ArrayList<>();
        for (String model :
                sections.stream().map(each -> each.group().model()).distinct().toList()) {
            List<JUnitSection> file = new ArrayList<>();
            for (JUnitSection section : sections) {
                if (section.group().model().equals(model)) {
                    if (bytes(file) + section.bytes() > fileBytes) {
                        add(files, file, detail);
                    }
                    file.add(section);
                }
            }
            add(files, file, detail);
        }
        return files;
    }

    private static void add(List<JUnitFile> files, List<JUnitSection> file, JUnitDetail detail) {
        if (!file.isEmpty()) {
            JUnitFile.Gates gates = files.isEmpty() ? JUnitFile.Gates.SHOWN : JUnitFile.Gates.ELSEWHERE;
            files.add(new JUnitFile(detail, file, gates));
            file.clear();
        }
    }
}
