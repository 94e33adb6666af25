package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.compare.ChangeWord;
import dev.promptmeter.compare.FigureChange;
import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.summary.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTextTest {

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "RATIO,      1.06,   0.984,   1.1501,  ratio 1.06 (0.98–1.16)",
        "RATIO,      0.98,   0.951,   0.9981,  ratio 0.98 (0.95–0.999)",
        "DIFFERENCE, -0.001, -0.0052, 0.0021,  −0.1 pp (−0.6 to +0.3)",
        "DIFFERENCE, -0.02,  -0.0401, -0.0002, −2.0 pp (−4.1 to −0.02)",
        "DIFFERENCE, 0,      -0.032,  0.032,   0.0 pp (−3.2 to +3.2)",
    })
    void anIntervalIsRoundedOutwardAndNeverAcrossNoChange(
            Scale scale, double size, double lower, double upper, String text) {
        var finding = new Finding(
                scale, size, new Interval(lower, upper), null, ChangeWord.NO_CHANGE_DETECTED, null, "method");

        FigureChange change = new FigureChange("passRate", Unit.SHARE, 0.5, 0.5, 9, finding, null, null);

        assertThat(ChangeText.cells(change).get(2)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.00004, p < 0.0001", "0.00022, p = 0.0002", "0.449, p = 0.45", "1, p = 1.00"})
    void aSmallProbabilityIsNeverShownAsNone(double p, String text) {
        var finding = new Finding(Scale.DIFFERENCE, 0.1, null, p, ChangeWord.IMPROVED, null, "method");

        FigureChange change = new FigureChange("passRate", Unit.SHARE, 0.5, 0.6, 9, finding, null, null);

        assertThat(ChangeText.cells(change).get(3)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_COMPARABLE, not comparable",
        "NO_DATA, not enough data (NO_DATA: because)",
    })
    void aFigureWithoutAFindingSaysWhy(Absence absence, String text) {
        FigureChange change = new FigureChange("passRate", Unit.SHARE, null, null, 0, null, absence, "because");

        assertThat(ChangeText.cells(change)).containsExactly("passRate", "– → –", "", "", text);
    }
}
