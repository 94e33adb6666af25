package dev.promptmeter.suite;

import dev.promptmeter.dataset.Source;
import dev.promptmeter.suite.SuiteOptions.Allowance;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Sees to it that the folders which a suite names lie below it or the working directory, also where a symbolic link is in the way. */
final class FolderCheck {

    private final SuiteSection section;
    private final SuiteOptions options;
    private final SuiteFiles files;
    private final Findings findings;

    FolderCheck(SuiteSection section, SuiteOptions options, SuiteFiles files, Findings findings) {
        this.section = section;
        this.options = options;
        this.files = files;
        this.findings = findings;
    }

    void check(Source suite) {
        if (files.named()) {
            checkUsual(suite);
            return;
        }
        check(suite, "reports.out", section.reports().out());
        check(suite, "reports.html.jmh", section.reports().html().jmh());
        check(suite, "run.cacheDir", section.run().cache().folder());
    }

    /** Where nobody has named a folder, a link in a checked-out one must not lead out. */
    private void checkUsual(Source suite) {
        if (Files.isSymbolicLink(Path.of(section.reports().out()))) {
            check(suite, "reports.out", section.reports().out());
        }
    }

    private void check(Source suite, String key, String written) {
        try {
            Path folder = Path.of(written);
            if (files.inside(folder)) {
                return;
            }
            if (options.allows(Allowance.OUTSIDE_FILES)) {
                findings.add("PM-6114", suite, "--allow-outside lets the suite use " + key + ": " + written);
            } else {
                findings.add(
                        "PM-1111",
                        suite,
                        key + ": the folder '" + written + "' is outside the suite's folder and the working directory"
                                + " (--allow-outside permits it)");
            }
        } catch (InvalidPathException e) {
            findings.add("PM-1111", suite, key + ": this cannot be the name of a folder: " + e.getReason());
        }
    }
}
