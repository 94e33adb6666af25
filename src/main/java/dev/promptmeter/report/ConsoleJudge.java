package dev.promptmeter.report;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.score.OrderEffect;
import dev.promptmeter.summary.JudgeTotals;

/** What judging took, in one line. */
final class ConsoleJudge {

    private ConsoleJudge() {}

    /** {@return such as {@code judge  12 calls about 12 answers, 3,400 tokens in, 210 out, $0.0004}} */
    static String line(JudgeTotals judging) {
        StringBuilder line = new StringBuilder("judge  ")
                .append(count(judging.calls(), " call"))
                .append(" about ")
                .append(count(judging.answers(), " answer"))
                .append(", ")
                .append(FigureText.count(judging.promptTokens()))
                .append(" tokens in, ")
                .append(FigureText.count(judging.completionTokens()))
                .append(" out, ")
                .append(cost(judging));
        if (judging.disagreed() > 0) {
            line.append("; replies differ about ").append(FigureText.count(judging.disagreed()));
        }
        if (judging.cut() > 0) {
            line.append("; shown cut: ").append(FigureText.count(judging.cut()));
        }
        OrderEffect order = judging.orderEffect();
        if (order.pairs() > 0) {
            line.append("; changed with the order: ");
            line.append(FigureText.share((double) order.changed() / order.pairs()))
                    .append(" of ");
            line.append(count(order.pairs(), " pair"));
        }
        return line.toString();
    }

    private static String count(long number, String word) {
        return FigureText.count(number) + word + (number == 1 ? "" : "s");
    }

    private static String cost(JudgeTotals judging) {
        String known = FigureText.usd(Cost.usd(judging.knownPico()).doubleValue());
        if (judging.unknown() == 0) {
            return known;
        }
        String unknown = "cost of " + count(judging.unknown(), " call") + " unknown";
        return judging.knownPico() == 0 ? unknown : known + " and " + unknown;
    }
}
