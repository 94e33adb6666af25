package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Results;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which test cases stand in which file. Nothing of the results is held; only where they may be too much for one file are they written to
 * find out how much they are, and all is read once for that.
 */
final class JUnitPlan {

    private static final long ANY = Long.MAX_VALUE;

    private final JUnitDetail detail;
    private final Sizes sizes;
    private final long fileBytes;
    private final long allBytes;
    private final JUnitCases cases;
    private final CountingWriter count = new CountingWriter();
    private final XmlOut xml = new XmlOut(count);
    private final Map<JUnitGroup, Growing> growing = new LinkedHashMap<>();
    private final List<JUnitSection> full = new ArrayList<>();
    private int block;
    private long bytes;

    /** How it is found out what a test case takes. */
    private enum Sizes {
        /** Surely enough, by the lengths of its texts. */
        MOST,
        /** By writing it. */
        WRITTEN
    }

    /** A section whose end has not come. */
    private static final class Growing {

        private int firstBlock;
        private int lastBlock;
        private long beforeBlock;
        private long beforeFirst;
        private long from;
        private long to;
        private long bytes;
        private JUnitCounts counts = new JUnitCounts();
    }

    /** Begins with nothing; what is beyond all those bytes is not looked at. */
    private JUnitPlan(FinishedRun run, JUnitDetail detail, Sizes sizes, JUnitLimits limits) {
        this.detail = detail;
        this.sizes = sizes;
        this.fileBytes = limits.fileBytes();
        this.allBytes = limits.allBytes();
        cases = new JUnitCases(run, new JUnitNames(run.manifest(), run.summary().groups()), detail);
        // As deep as they will stand: a file of many lines is some megabytes longer for its indentation.
        xml.open("testsuites", List.of());
        xml.open("testsuite", List.of());
        for (Group group : run.summary().groups()) {
            growing.put(new JUnitGroup(group.prompt(), group.model()), new Growing());
        }
    }

    /** {@return the files of that run} */
    static List<JUnitFile> files(FinishedRun run, JUnitLimits limits) {
        var oneFile = new JUnitLimits(limits.cases(), ANY, limits.fileBytes());
        JUnitPlan together = new JUnitPlan(run, JUnitDetail.FULL, Sizes.MOST, oneFile);
        read(run.results(), List.of(together));
        if (!together.tooMuch()) {
            return List.of(new JUnitFile(JUnitDetail.FULL, together.sections(), JUnitFile.Gates.SHOWN));
        }
        JUnitPlan full = new JUnitPlan(run, JUnitDetail.FULL, Sizes.WRITTEN, limits);
        var anyFiles = new JUnitLimits(limits.cases(), limits.fileBytes(), ANY);
        JUnitPlan brief = new JUnitPlan(run, JUnitDetail.BRIEF, Sizes.WRITTEN, anyFiles);
        read(run.results(), List.of(full, brief));
        return full.tooMuch() ? brief.files() : full.files();
    }

    /** {@return the suites of one file that takes everything, in the order of the summary's groups} */
    static List<JUnitSection> together(FinishedRun run) {
        var noLimits = new JUnitLimits(ANY, ANY, ANY);
        JUnitPlan together = new JUnitPlan(run, JUnitDetail.FULL, Sizes.MOST, noLimits);
        read(run.results(), List.of(together));
        return together.sections();
    }

    private static void read(Results results, List<JUnitPlan> plans) {
        int blocks = results.blocks();
        for (int block = 0; block < blocks && !plans.stream().allMatch(JUnitPlan::tooMuch); block++) {
            for (JUnitPlan plan : plans) {
                plan.begin(block);
            }
            CaseGroup.forEachOf(results, block, repeats -> plans.forEach(plan -> plan.add(repeats)));
        }
    }

    private void begin(int next) {
        block = next;
        growing.values().forEach(section -> section.beforeBlock = section.to);
    }

    private boolean tooMuch() {
        return bytes > allBytes;
    }

    private void add(CaseGroup repeats) {
        if (tooMuch()) {
            return;
        }
        JUnitGroup group = JUnitGroup.of(repeats.repeats().get(0));
        Growing section = growing.computeIfAbsent(group, unknown -> new Growing());
        for (CaseResult result : repeats.repeats()) {
            JUnitCounts.Status status = cases.status(result, repeats);
            if (cases.lists(status)) {
                long more = bytes(group, result, status);
                if (section.bytes + more > fileBytes) {
                    close(group, section);
                }
                add(section, more);
                section.counts.add(status, JUnitCases.latency(result));
            }
        }
    }

    private void add(Growing section, long more) {
        if (section.to == section.from) {
            section.firstBlock = block;
            section.beforeFirst = section.beforeBlock;
        }
        section.lastBlock = block;
        section.to++;
        section.bytes += more;
        bytes += more;
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
        full.add(closed(group, section));
        section.from = section.to;
        section.bytes = 0;
        section.counts = new JUnitCounts();
    }

    private JUnitSection closed(JUnitGroup group, Growing section) {
        var stretch = new JUnitSection.Stretch(section.firstBlock, section.lastBlock + 1, section.beforeFirst);
        return new JUnitSection(group, section.from, section.to, stretch, section.counts, section.bytes);
    }

    /** {@return the suites in the order of the summary's groups, which is that of the suite file} */
    private List<JUnitSection> sections() {
        List<JUnitSection> sections = new ArrayList<>();
        growing.forEach((group, last) -> {
            full.stream().filter(section -> section.group().equals(group)).forEach(sections::add);
            if (last.to > last.from) {
                sections.add(closed(group, last));
            }
        });
        return sections;
    }

    private static long bytes(List<JUnitSection> sections) {
        return sections.stream().mapToLong(JUnitSection::bytes).sum();
    }

    private List<JUnitFile> files() {
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
                        add(files, file);
                    }
                    file.add(section);
                }
            }
            add(files, file);
        }
        return files;
    }

    private void add(List<JUnitFile> files, List<JUnitSection> file) {
        if (!file.isEmpty()) {
            JUnitFile.Gates gates = files.isEmpty() ? JUnitFile.Gates.SHOWN : JUnitFile.Gates.ELSEWHERE;
            files.add(new JUnitFile(detail, file, gates));
            file.clear();
        }
    }
}
