package dev.promptmeter.suite;

import dev.promptmeter.run.Load;
import dev.promptmeter.suite.ScalarShape.Quotes;
import dev.promptmeter.suite.ScalarShape.Reading;
import java.math.BigDecimal;
import java.util.List;

/** How many requests are in flight: a number, or the word that has it found out. */
final class LoadShape {

    static final String AUTO = "auto";

    private static final int MOST = 1024;

    static final Shape<Load> CONCURRENCY = new ScalarShape<>(
            "a whole number, 1 to " + MOST + ", or " + AUTO,
            Quotes.ARE_WRONG,
            LoadShape::read,
            Json.anyOf(List.of(
                    Json.type("integer").put("minimum", 1).put("maximum", MOST),
                    Json.object().put("const", AUTO))));

    private LoadShape() {}

    private static Reading<Load> read(String text) {
        if (text.equals(AUTO)) {
            return Reading.of(new Load.Adaptive(Load.Adaptive.USUAL_MOST));
        }
        if (!Plain.number(text) || new BigDecimal(text).stripTrailingZeros().scale() > 0) {
            return Reading.unexpected();
        }
        BigDecimal number = new BigDecimal(text);
        boolean inside = number.compareTo(BigDecimal.ONE) >= 0 && number.compareTo(BigDecimal.valueOf(MOST)) <= 0;
        return inside
                ? Reading.of(new Load.Closed(number.intValueExact()))
                : Reading.outside(number.toPlainString() + " is outside 1 to " + MOST);
    }
}
