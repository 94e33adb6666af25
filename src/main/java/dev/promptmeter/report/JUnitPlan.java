package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which test cases stand in which file. The results are read once to find that out; nothing of them is held. */
final class JUnitPlan {

    private static final long FILE_BYTES = 25_000_000;
    private static final long ALL_BYTES = 90_000_000;

    private final JUnitCases cases;
    private final CountingWriter count = new CountingWriter();
    private final XmlOut xml = new XmlOut(count);
    private final Map<JUnitGroup, Growing> growing = new LinkedHashMap<>();
    private final List<JUnitSection> full = new ArrayList<>();

    /** A section whose end has not come. */
    private static final class Growing {

        private long from;
        private long to;
        private long bytes;
        private JUnitCounts counts = new JUnitCounts();
    }

    private JUnitPlan(FinishedRun run, JUnitDetail detail) {
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
    static List<JUnitFile> files(FinishedRun run) {
        List<JUnitSection> sections = of(run, JUnitDetail.FULL).sections();
        if (bytes(sections) <= ALL_BYTES) {
            return files(sections, JUnitDetail.FULL);
        }
        return files(of(run, JUnitDetail.BRIEF).sections(), JUnitDetail.BRIEF);
    }

    static JUnitPlan of(FinishedRun run, JUnitDetail detail) {
        return new JUnitPlan(run, detail);
    }

    private void add(CaseGroup repeats) {
        JUnitGroup group = JUnitGroup.of(repeats.repeats().get(0));
        Growing section = growing.computeIfAbsent(group, unknown -> new Growing());
        for (CaseResult result : repeats.repeats()) {
            JUnitCounts.Status status = cases.status(result, repeats);
            if (cases.lists(status)) {
                long bytes = bytes(group, result, status);
                if (section.bytes + bytes > FILE_BYTES) {
                    close(group, section);
                }
                section.to++;
                section.bytes += bytes;
                section.counts.add(status, JUnitCases.latency(result));
            }
        }
    }

    private long bytes(JUnitGroup group, CaseResult result, JUnitCounts.Status status) {
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
    List<JUnitSection> sections() {
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

    private static List<JUnitFile> files(List<JUnitSection> sections, JUnitDetail detail) {
        if (bytes(sections) <= FILE_BYTES) {
            return List.of(new JUnitFile(detail, sections, JUnitFile.Gates.SHOWN));
        }
        List<JUnitFile> files = new ArrayList<>();
        for (String model :
                sections.stream().map(each -> each.group().model()).distinct().toList()) {
            List<JUnitSection> file = new ArrayList<>();
            for (JUnitSection section : sections) {
                if (section.group().model().equals(model)) {
                    if (bytes(file) + section.bytes() > FILE_BYTES) {
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
