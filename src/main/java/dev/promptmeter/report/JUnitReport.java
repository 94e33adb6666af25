package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gates and cases as JUnit XML, one suite for each prompt and model. What would be more than 25 MB comes in files of one model or less,
 * since GitLab takes 30 MB a file and 100 MB in all.
 */
public final class JUnitReport implements PartedReport {

    private static final String WHOLE = "junit.xml";
    private static final Pattern FILE = Pattern.compile("junit(-\\d+)?\\.xml");

    private final JUnitLimits limits;

    /** Makes a writer of test results. */
    public JUnitReport() {
        this(JUnitLimits.USUAL);
    }

    JUnitReport(JUnitLimits limits) {
        this.limits = limits;
    }

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        FinishedRun shown = Disclosed.shown(run);
        new JUnitFile(JUnitDetail.FULL, JUnitPlan.together(shown), JUnitFile.Gates.SHOWN).write(shown, out);
    }

    @Override
    public List<Part> parts(FinishedRun run) {
        if (run.summary().total().counts().repeats() <= limits.cases()) {
            return List.of(new Part(WHOLE, this));
        }
        List<JUnitFile> files = JUnitPlan.files(Disclosed.shown(run), limits);
        List<Part> parts = new ArrayList<>();
        for (JUnitFile file : files) {
            String name = files.size() == 1 ? WHOLE : "junit-" + (parts.size() + 1) + ".xml";
            parts.add(new Part(name, (again, out) -> file.write(Disclosed.shown(again), out)));
        }
        return parts;
    }

    @Override
    public boolean owns(String fileName) {
        return FILE.matcher(fileName).matches();
    }
}
