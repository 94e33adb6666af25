package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "html | [html]",
                "html, json | [html, json]",
                "+junit | [html, csv, junit]",
                "-html | [csv]",
                "-html,+json | [csv, json]",
                "+html | [csv, html]"
            })
    void namesReplaceTheListAndSignsChangeIt(String asked, String formats) {
        assertThat(FormatList.names(asked, List.of("html", "csv"))).hasToString(formats);
    }
}
