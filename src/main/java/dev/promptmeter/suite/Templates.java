package dev.promptmeter.suite;

import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.PromptTemplate;
import dev.promptmeter.run.TemplateException;
import dev.promptmeter.suite.Node.Scalar;
import org.jspecify.annotations.Nullable;

/** Reads templates that stand in a suite or a file, and says where they cannot be read. */
final class Templates {

    private Templates() {}

    static @Nullable PromptTemplate parse(Scalar scalar, String path, Findings findings) {
        try {
            return PromptTemplate.parse(scalar.text());
        } catch (TemplateException e) {
            findings.add("PM-1302", at(scalar, e), path + ": " + e.getMessage());
            return null;
        }
    }

    static @Nullable PromptTemplate parseFile(String text, String file, Findings findings) {
        try {
            return PromptTemplate.parse(text);
        } catch (TemplateException e) {
            findings.add("PM-1302", new Source(file, e.line(), e.column()), e.getMessage());
            return null;
        }
    }

    /** Only text on one line without quotes stands in the file as it is; of any other the begin is known. */
    private static Source at(Scalar scalar, TemplateException e) {
        Source source = scalar.place().source();
        boolean asWritten = scalar.style() == Node.Style.PLAIN && e.line() == 1 && source.line() > 0;
        return asWritten ? new Source(source.file(), source.line(), source.column() + e.column() - 1) : source;
    }
}
