package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.json.LeafComparison;
import dev.promptmeter.score.json.LeafComparison.Arrays;
import dev.promptmeter.score.json.TooMuchWork;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code json-diff}: the share of leaves that the answer's JSON has in common with another. */
final class SimilarJson implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "json-diff",
            "the whole answer is JSON, and the share of leaves equal in both, of all leaves in either, is at least the number",
            "JSON",
            "the least share, 0 to 1; 1 without it",
            "json-diff(0.9): {\"a\":1,\"b\":[1,2]}",
            List.of("ignore", "unordered", "tolerance", "on", "allowEmpty"));

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        IgnoredParts ignored = IgnoredParts.of(arguments, "ignore");
        Arrays arrays = arguments.flag("unordered") ? Arrays.UNORDERED : Arrays.ORDERED;
        BigDecimal tolerance = tolerance(arguments);
        double share = arguments.share(1);
        JsonNode expected = ignored.cutFrom(JsonAnswer.expected(arguments));
        return answer -> JsonAnswer.judge(
                text.of(answer), value -> judge(expected, ignored.cutFrom(value), arrays, tolerance, share));
    }

    private static BigDecimal tolerance(Arguments arguments) {
        JsonNode tolerance = arguments.option("tolerance");
        if (tolerance == null) {
            return BigDecimal.ZERO;
        }
        if (!tolerance.isNumber() || tolerance.decimalValue().signum() < 0) {
            throw arguments.wrong("has tolerance: " + tolerance + ", which is no number of 0 or more");
        }
        return tolerance.decimalValue();
    }

    private static Score judge(JsonNode expected, JsonNode actual, Arrays arrays, BigDecimal tolerance, double share) {
        try {
            return score(LeafComparison.of(expected, actual, arrays, tolerance), share);
        } catch (TooMuchWork e) {
            return new Score.Unscored("comparing the JSON " + e.getMessage());
        }
    }

    private static Score score(LeafComparison comparison, double share) {
        double score = comparison.all() == 0 ? 1 : (double) comparison.equal() / comparison.all();
        LeafComparison.Difference first = comparison.first();
        String figures = comparison.equal() + " of " + comparison.all() + " leaves equal";
        String wanted = score < share
                ? ", share " + Figure.beside(score, share) + ", at least " + Figure.plain(share) + " wanted"
                : "";
        String where = first == null ? "" : "; " + EqualJson.words(first);
        return new Score.Graded(score, score >= share, figures + wanted + where);
    }
}
