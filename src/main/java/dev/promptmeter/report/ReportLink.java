package dev.promptmeter.report;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.run.CaseId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the HTML report of a run can be opened by whoever reads a comment.
 *
 * @param page address of the page, without a fragment
 */
public record ReportLink(String page) {

    /** The fact of a run that holds the address. */
    public static final String FACT = "report.url";

    private static final String FILE = "report.html";

    /** What can stand in a link of Markdown without being taken for anything else. */
    private static final Pattern SAFE = Pattern.compile("https?://[A-Za-z0-9._~:/?&=%@!,;+\\[\\]-]{1,2000}");

    /** {@return whether that is an address that links can be made of} */
    public static boolean possible(String address) {
        return SAFE.matcher(address).matches();
    }

    /** {@return the address of that run's page, if its flags named one} */
    static Optional<ReportLink> of(Manifest manifest) {
        String address = manifest.environment().get(FACT);
        if (address == null || !possible(address)) {
            return Optional.empty();
        }
        String slash = address.endsWith("/") ? "" : "/";
        return Optional.of(new ReportLink(address.endsWith(".html") ? address : address + slash + FILE));
    }

    /** {@return the address of a case on that page} */
    String to(CaseId id) {
        return page + RunNames.link(id).substring(FILE.length());
    }
}
