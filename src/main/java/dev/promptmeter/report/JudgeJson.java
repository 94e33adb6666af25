package dev.promptmeter.report;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.score.OrderEffect;
import dev.promptmeter.score.Question;
import dev.promptmeter.summary.JudgeTotals;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What judging took, in the machine's form; nothing of it where no judge was asked. */
final class JudgeJson {

    private JudgeJson() {}

    /** Adds {@code judgeUsd}, null where no judge was asked. */
    static void putCost(ObjectNode cost, JudgeTotals judging) {
        if (judging.asked()) {
            cost.put("judgeUsd", Cost.usd(judging.knownPico()));
        } else {
            cost.putNull("judgeUsd");
        }
    }

    /** Adds {@code judge}, unless no judge was asked. */
    static void put(ObjectNode root, JudgeTotals judging) {
        if (!judging.asked()) {
            return;
        }
        ObjectNode node = root.putObject("judge");
        node.put("protocol", Question.PROTOCOL);
        ArrayNode reported = node.putArray("reported");
        judging.models().stream().sorted().forEach(reported::add);
        node.put("hash", judging.hash());
        node.put("answers", judging.answers());
        node.put("calls", judging.calls());
        node.put("promptTokens", judging.promptTokens());
        node.put("completionTokens", judging.completionTokens());
        node.put("unknownCostCalls", judging.unknown());
        node.put("disagreed", judging.disagreed());
        node.put("cut", judging.cut());
        OrderEffect order = judging.orderEffect();
        if (order.pairs() > 0) {
            node.put("pairs", order.pairs());
            node.put("pairsChanged", order.changed());
            node.put("pairsChangedShare", (double) order.changed() / order.pairs());
        }
    }
}
