package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportContractTest {

    static Stream<Reports.Entry> reports() {
        var console = new Reports.Entry("console", "console.txt", new ConsoleReport(ConsoleView.plain()));
        return Stream.concat(Reports.all().stream(), Stream.of(console));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void theSameRunGivesTheSameText(Reports.Entry entry) {
        String first = Rendered.text(entry.report(), SampleRuns.small());

        assertThat(Rendered.text(entry.report(), SampleRuns.small()))
                .isEqualTo(first)
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void theTextDoesNotDependOnTheLocale(Reports.Entry entry) {
        Locale before = Locale.getDefault();
        String first = Rendered.text(entry.report(), SampleRuns.small());
        try {
            for (String language : List.of("tr-TR", "de-DE", "ar-EG")) {
                Locale.setDefault(Locale.forLanguageTag(language));

                assertThat(Rendered.text(entry.report(), SampleRuns.small()))
                        .as(language)
                        .isEqualTo(first);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void lineEndsAreThoseOfEveryPlatform(Reports.Entry entry) {
        String text = Rendered.text(entry.report(), SampleRuns.small());

        assertThat(text).doesNotContain("\r").endsWith("\n");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void hostileTextInEveryFieldIsOnlyText(Reports.Entry entry) {
        for (String text : HostileText.ALL) {
            FinishedRun run = SampleRuns.hostile(text);

            assertThatCode(() -> Rendered.text(entry.report(), run)).as(text).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aRunWithoutResultsCanBeShown(Reports.Entry entry) {
        assertThat(Rendered.text(entry.report(), SampleRuns.of(List.of()))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aFullDiskIsToldToTheCaller(Reports.Entry entry) {
        Writer full = new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> entry.report().write(SampleRuns.small(), full))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void theWriterStaysOpenForItsOwner(Reports.Entry entry) throws IOException {
        List<String> closed = new ArrayList<>();
        Writer out = new StringWriter() {
            @Override
            public void close() {
                closed.add(entry.name());
            }
        };

        entry.report().write(SampleRuns.small(), out);

        assertThat(closed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void earlierResultsAreNotHeld(Reports.Entry entry) {
        List<WeakReference<CaseResult>> firsts = new ArrayList<>();
        List<Boolean> held = new ArrayList<>();
        FinishedRun run = SampleRuns.streaming(2_000, row -> {
            CaseResult result = SampleCase.of("facts", "r" + row)
                    .fails(Check.of("equals", "Rome"), "got Paris")
                    .result();
            if (row == 50) {
                firsts.add(new WeakReference<>(result));
            }
            if (row == 1_999) {
                System.gc();
                held.add(firsts.get(firsts.size() - 1).get() != null);
            }
            return result;
        });

        Rendered.text(entry.report(), run);

        // The summary alone is enough for two of them, which read no result at all.
        assertThat(held.isEmpty()).isEqualTo(List.of("json", "badge").contains(entry.name()));
        assertThat(held).doesNotContain(true);
    }

    @Test
    void namesAndFilesAreUnique() {
        List<Reports.Entry> all = Reports.all();

        assertThat(all).extracting(Reports.Entry::name).doesNotHaveDuplicates();
        assertThat(all).extracting(Reports.Entry::fileName).doesNotHaveDuplicates();
        assertThat(Reports.named("csv")).map(Reports.Entry::fileName).contains("results.csv");
        assertThat(Reports.named("pdf")).isEmpty();
    }
}
