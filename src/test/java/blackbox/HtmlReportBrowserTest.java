package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.HtmlSamples;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.report.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as a person uses it, opened from the disk in a real browser. */
@Tag("browser")
class HtmlReportBrowserTest {

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path thousand;
    private static Path small;

    @BeforeAll
    static void start() throws IOException {
        assertThat(Browser.path())
                .as("the browser; another one is named by -Dpromptmeter.browser=FILE")
                .isExecutable();
        browser = Browser.start();
        thousand = write("thousand.html", HtmlSamples.of(1_000));
        small = write("small.html", SampleRuns.small());
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void desk() {
        browser.size(1280, 900);
        browser.prefer("light");
    }

    @AfterEach
    void nothingIsComplainedOfOrLoaded() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith("file://" + folder) || url.equals("about:blank"));
        assertThat(browser.openedDialog()).isFalse();
    }

    private static Path write(String name, FinishedRun run) throws IOException {
        return Files.writeString(folder.resolve(name), HtmlSamples.html(run));
    }

    @Test
    void aBrowserStartedForOneLookReadsItToo(@TempDir Path profile) throws Exception {
        List<String> command = Stream.concat(
                        Browser.command(profile).stream(),
                        Stream.of(
                                "--virtual-time-budget=20000",
                                "--dump-dom",
                                small.toUri().toString()))
                .toList();
        Process look = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String page = new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(look.waitFor()).isZero();
        assertThat(page).contains("data-ready=\"yes\"", "role=\"grid\"").doesNotContain("id=\"script-note\"");
    }

    @Test
    void itOpensWithWhatWentWrong() {
        browser.open(thousand, "");

        assertThat(browser.text("h1")).startsWith("✗ FAILED");
        assertThat(browser.ask("document.querySelector('#filter').value").asString())
                .isEqualTo("v:fail OR v:error");
        assertThat(browser.text("#filter-said")).isEqualTo("76 of 1,000 results");
        assertThat(browser.number("document.querySelectorAll('.sheet .row').length"))
                .isGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v:error | 4 of 1,000 results",
                "m:claude* v:fail | 36 of 1,000 results",
                "id:refunds/r0001 | 2 of 1,000 results",
                "fr:length OR err:timeout | 13 of 1,000 results",
                "\"no such words\" | 0 of 1,000 results",
                "mdl:x | PM-1004 unknown filter key 'mdl': did you mean 'm'?; known keys: id, d, p, m, t, v, ch, fr, check, err, lat, ttft, e2e, cost, tok, score, attempts, is",
            })
    void aFilterIsObeyedWhileItIsWritten(String filter, String said) {
        browser.open(thousand, "#/cases?q=");
        browser.press("/");

        browser.type(filter);

        browser.until("document.querySelector('#filter-said').textContent === " + '`' + said + '`');
        assertThat(browser.ask("decodeURIComponent(location.hash)").asString()).isEqualTo("#/cases?q=" + filter);
    }

    @Test
    void aHeadingSortsAndSortsTheOtherWay() {
        browser.open(thousand, "#/cases?q=");

        browser.click("[role=columnheader].lat button");
        browser.until("location.hash.endsWith('sort=-lat')");
        String slowest = browser.text(".sheet .row .lat");
        browser.click("[role=columnheader].lat button");
        browser.until("location.hash.endsWith('sort=lat')");

        assertThat(slowest).isEqualTo("8.5 s");
        assertThat(browser.text(".sheet .row .lat")).endsWith(" ms");
        assertThat(browser.ask("document.querySelector('.lat[role=columnheader]').ariaSort")
                        .asString())
                .isEqualTo("ascending");
    }

    @Test
    void aCaseOpensCanBeLeftAndComesBack() {
        browser.open(thousand, "#/cases?q=v:fail%20check:equals");
        browser.click(".sheet .row");
        browser.until(
                "document.querySelector('dialog.drawer').open && document.querySelectorAll('.drawer mark').length === 2");

        assertThat(browser.ask("location.hash").asString())
                .isEqualTo("#/case/refunds%2Fr0018/v1/gpt-4o-mini?q=v%3Afail%20check%3Aequals");
        assertThat(browser.text(".drawer h2")).contains("✗ fail", "refunds/r0018 · v1 · gpt-4o-mini");
        assertThat(browser.ask("[...document.querySelectorAll('.drawer mark')].map(m => m.textContent).join('/')")
                        .asString())
                .isEqualTo("exactly/receipt");
        assertThat(browser.text(".drawer"))
                .contains("1 of 35", "Other answers to this row", "to the first token", "HTTP 200");

        browser.press("Escape");
        // A dialog is closed, and its focus given back, before it tells the page so; only then is there a step to go
        // back from.
        browser.until("!document.querySelector('dialog.drawer').open && location.hash.startsWith('#/cases')"
                + " && document.activeElement.classList.contains('grid')");
        browser.ask("history.back()");
        browser.until("document.querySelector('dialog.drawer').open");
    }

    @Test
    void aLinkToACaseOpensIt() {
        browser.open(thousand, "#/case/refunds%2Fr0500/v1/claude-haiku");

        browser.until("document.querySelector('.drawer-body').dataset.shown === 'refunds/r0500 · v1 · claude-haiku'");
        assertThat(browser.text(".drawer-bar")).contains("outside the filter");
        assertThat(browser.text(".drawer-body")).contains("Ticket 500: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#/case/refunds%2Fnone/v1/claude-haiku", "#/nowhere", "#/case/%E0%A4%A/v1/m", "#gates"})
    void aLinkToNowhereShowsThePage(String fragment) {
        browser.open(thousand, fragment);

        browser.until(
                "!document.querySelector('dialog.drawer').open && document.querySelectorAll('.sheet .row').length > 0");
    }

    @Test
    void keysAloneReachEverything() {
        browser.open(thousand, "");

        browser.press("a");
        browser.until("document.querySelector('#filter-said').textContent === '1,000 of 1,000 results'");
        browser.press("f", "j", "j", "k", "Enter");
        browser.until("document.querySelector('.drawer-bar').textContent.includes('2 of 76')");
        browser.press("]");
        browser.until("document.querySelector('.drawer-bar').textContent.includes('3 of 76')");
        browser.press("[");
        browser.until("document.querySelector('.drawer-bar').textContent.includes('2 of 76')");
        browser.press("Escape");
        browser.until("document.activeElement.classList.contains('grid')");
        browser.press("ArrowDown", "Enter");
        browser.until("document.querySelector('.drawer-bar').textContent.includes('3 of 76')");
        browser.press("Escape", "?");
        browser.until("document.querySelector('dialog.help').open");
        browser.press("Escape");
        browser.until("document.querySelector('dialog.help') === null");
    }

    @Test
    void aViewIsCopiedAsALink() {
        browser.open(thousand, "#/cases?q=v:error");
        browser.ask("navigator.clipboard.writeText = async text => { window.copiedText = text; }");

        browser.press("c");
        browser.until("document.querySelector('#filter-said').textContent === 'copied'");

        assertThat(browser.ask("window.copiedText").asString()).endsWith("thousand.html#/cases?q=v:error");
    }

    @Test
    void aCaseIsCopiedAsMarkdown() {
        browser.open(thousand, "#/case/refunds%2Fr0018/v1/gpt-4o-mini");
        browser.until("document.querySelectorAll('.drawer mark').length === 2");
        browser.ask("navigator.clipboard.writeText = async text => { window.copiedText = text; }");

        browser.click("[title='copy the case as Markdown']");
        browser.until("window.copiedText !== undefined");

        assertThat(browser.ask("window.copiedText").asString())
                .startsWith("**fail** ` refunds/r0018 · v1 · gpt-4o-mini `")
                .contains("expected by ` equals `:\n\n```text\nit exactly most");
    }

    @Test
    void keysThatAreSwitchedOffDoNothing() {
        browser.open(thousand, "#/cases?q=v:error");
        browser.press("?");
        browser.click("#keys-on");
        browser.press("Escape");
        browser.until("document.querySelector('dialog.help') === null");

        browser.press("a");

        assertThat(browser.text("#filter-said")).isEqualTo("4 of 1,000 results");
        browser.ask("localStorage.clear()");
    }

    @Test
    void goingToASectionKeepsTheFilter() {
        browser.open(thousand, "#/cases?q=v:error");

        browser.click("header a[href='#latency']");
        browser.until("location.hash === '#latency'");

        assertThat(browser.text("#filter-said")).isEqualTo("4 of 1,000 results");
    }

    @Test
    void headingsSortByKeyboardToo() {
        browser.open(thousand, "#/cases?q=");
        browser.ask("document.querySelector('[role=columnheader].tok button').focus()");

        browser.press("Enter");

        browser.until("location.hash.endsWith('sort=-tok')");
        assertThat(browser.ask("document.querySelector('dialog.drawer').open").asBoolean())
                .isFalse();
    }

    @Test
    void tenThousandCasesNeedFewElements() throws IOException {
        Path many = write("many.html", HtmlSamples.of(10_000));
        browser.open(many, "#/cases?q=");
        String elements = "document.querySelectorAll('*').length";

        assertThat(browser.number(elements)).isLessThan(1_500);
        browser.ask("document.querySelector('.viewport').scrollTop = 1e9; document.querySelector('.grid').focus()");
        browser.press("End");
        browser.until("document.querySelector('.sheet .row.active')?.ariaRowIndex === '10001'");
        browser.press("Enter");
        browser.until("document.querySelector('.drawer-body').dataset.shown === 'refunds/r5000 · v1 · claude-haiku'");

        assertThat(browser.number(elements)).isLessThan(1_500);
        assertThat(browser.text(".grid [role=row].active .id")).isEqualTo("refunds/r5000");
    }

    @Test
    void theReadersColoursAreObeyedAndCanBeChanged() {
        String paper = "getComputedStyle(document.body).backgroundColor";
        browser.prefer("dark");
        browser.open(thousand, "");
        assertThat(browser.ask(paper).asString()).isEqualTo("rgb(15, 20, 26)");

        browser.click("button.theme");

        assertThat(browser.ask(paper).asString()).isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.text("button.theme")).isEqualTo("Theme: light");
        browser.ask("localStorage.clear()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#/cases?q=", "#/case/refunds%2Fr0018/v1/gpt-4o-mini"})
    void aNarrowScreenNeedsNoSidewaysScrolling(String fragment) {
        browser.size(400, 800);
        browser.open(thousand, fragment);

        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(400);
        assertThat(browser.number("document.querySelector('.drawer-body').scrollWidth"))
                .isLessThanOrEqualTo(400);
    }

    @Test
    void chartsAreDrawnSaidAndTabled() {
        browser.open(thousand, "");

        browser.until("document.querySelectorAll('.curve').length === 2");
        assertThat(
                        browser.number(
                                "(() => { const c = document.querySelector('canvas'); return c.getContext('2d')"
                                        + ".getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v > 0).length; })()"))
                .isGreaterThan(1_000);
        assertThat(browser.text("figure:nth-child(1) figcaption"))
                .contains("gpt-4o-mini: half within 2.0 s, 85.8 % within the limit of 3 s");
        assertThat(browser.text("figure:nth-child(2) figcaption")).contains("per token (least squares, explains");
        browser.click("figure:nth-child(2) summary");
        browser.until("document.querySelectorAll('figure:nth-child(2) tbody tr').length > 10");
    }

    @Test
    void paperHasTheFirstFailures() {
        browser.open(thousand, "");
        assertThat(browser.number("document.querySelectorAll('#failures').length"))
                .isZero();

        browser.ask("window.dispatchEvent(new Event('beforeprint'))");

        assertThat(browser.number("document.querySelectorAll('#failures details[open]').length"))
                .isEqualTo(50);
        browser.ask("window.dispatchEvent(new Event('afterprint'))");
        assertThat(browser.print()).startsWith("JVBERi0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "</script><script>alert(1)</script>",
                "\u202e\"'`<svg/onload=alert(1)>",
                "{{toString}}",
                "__proto__"
            })
    void hostileTextNeitherRunsNorBuilds(String text) throws IOException {
        Path hostile = write("hostile.html", SampleRuns.hostile(text));
        Path harmless = write("harmless.html", SampleRuns.hostile("harmless"));

        assertThat(elementsOf(hostile)).isEqualTo(elementsOf(harmless));
        assertThat(browser.text(".drawer-body")).contains("Answer");
    }

    private static String elementsOf(Path page) {
        browser.open(page, "#/cases?q=");
        browser.click(".sheet .row");
        browser.until("document.querySelector('.drawer-body')?.dataset.shown !== undefined");
        return browser.ask("[...document.querySelectorAll('body *')].filter(e => !e.closest('svg'))"
                        + ".map(e => e.tagName + e.getAttributeNames()).join()")
                .asString();
    }

    @Test
    void aRunWithoutACaseOpensToo() throws IOException {
        browser.open(write("empty.html", SampleRuns.of(List.of())), "");
        browser.press("j", "Enter", "f");

        assertThat(browser.text("#filter-said")).isEqualTo("0 of 0 results");
        assertThat(browser.number("document.querySelectorAll('figure').length")).isZero();
    }

    @Test
    void aRepeatHasALinkOfItsOwn() throws IOException {
        Path repeats = write(
                "repeats.html",
                HtmlSamples.repeated(SampleRuns.of(List.of(
                        SampleCase.of("facts", "r1").answering("Paris").result(),
                        SampleCase.of("facts", "r1")
                                .repeat(2)
                                .answering("Lyon")
                                .fails(Check.of("equals", "Paris"), "differs")
                                .result()))));

        browser.open(repeats, "#/case/facts%2Fr1/v1/sim?r=2&q=is%3Aflaky");

        browser.until("document.querySelector('.drawer-body').dataset.shown === 'facts/r1 · v1 · sim #2'");
        assertThat(browser.text(".drawer-bar")).contains("2 of 2");
    }

    @Test
    void withoutAScriptThePageStillSaysWhatMatters() throws IOException {
        try (Browser plain = Browser.start()) {
            plain.forbidScripts();
            plain.read(thousand);

            assertThat(plain.text("h1")).startsWith("✗ FAILED");
            assertThat(plain.number("document.querySelectorAll('table.gates tbody tr').length"))
                    .isEqualTo(7);
            assertThat(plain.number("document.querySelectorAll('#failures details').length"))
                    .isEqualTo(50);
            assertThat(plain.ask("document.querySelector('#latency').innerText").asString())
                    .contains("p95")
                    .doesNotContain("Answered within");
            assertThat(plain.text("#script-note")).contains("need the script of this file");
            assertThat(plain.ask("document.querySelector('.grid')").isNull()).isTrue();
        }
    }
}
