package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two grammars of numbers, whatever the locale. */
class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0.8, 0.8",
        "500, 500",
        "007, 007",
        "500ms, 500ms",
        "8s, 8s",
        "2m, 2m",
        "1h, 1h",
        "10%, 10%",
        "0.002 USD, 0.002 USD",
        "5USD, 5 USD"
    })
    void quantityIsDigitsAndAUnit(String text, String shown) {
        assertThat(Quantity.parse(text))
                .hasValueSatisfying(
                        quantity -> assertThat(quantity.number().signum()).isNotNegative());
        assertThat(Quantity.parse(text).orElseThrow()).hasToString(shown.equals("007") ? "7" : shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".5",
                "5.",
                "-1",
                "+1",
                "1e3",
                "1,5",
                "٣",
                " 1",
                "5 parsecs",
                "1.2.3",
                "ms",
                "NaN",
                "0x10",
                "5 usd"
            })
    void anythingElseIsNoQuantity(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-7", "0.5", "-0.50", "1234567890123456789012345", " 5 "})
    void typedCellHoldsAPlainNumber(String cell) {
        assertThat(PlainNumber.parse(cell)).contains(new BigDecimal(cell.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "--1",
                "01",
                "-00",
                ".5",
                "5.",
                "1e3",
                "1,5",
                "1 000",
                "٣",
                "5%",
                "5ms",
                "+5",
                "Infinity"
            })
    void anythingElseIsNoPlainNumber(String cell) {
        assertThat(PlainNumber.parse(cell)).isEmpty();
    }
}
