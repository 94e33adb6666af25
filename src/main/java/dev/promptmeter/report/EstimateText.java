package dev.promptmeter.report;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.Forecast;
import dev.promptmeter.run.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An estimate as text for people. What is not known is called unknown, and never left out of a sum. */
public final class EstimateText {

    private static final String UNKNOWN = "unknown";
    private static final List<String> TITLES = List.of(
            "model",
            "requests",
            "input tok",
            "token limit",
            "output tok (low / likely / max)",
            "cost (low / likely / max)",
            "price from");

    private final Estimate estimate;
    private final StringBuilder out = new StringBuilder();

    /** Takes what is told. */
    public EstimateText(Estimate estimate) {
        this.estimate = estimate;
    }

    /** {@return the whole text, its last line ended} */
    public String text() {
        line(head());
        List<List<String>> table = new ArrayList<>(List.of(TITLES));
        estimate.lines().forEach(line -> table.add(cells(line)));
        table.add(List.of(
                "total", FigureText.count(estimate.forecast().requests()), "", "", "", cost(estimate.total()), ""));
        ConsoleTable.lines(table).forEach(this::line);
        ceilings();
        limit();
        judgeLimit();
        line(likely(estimate.pastRuns()));
        line(
                "max = token limits × requests, by the suite's prices. Input tokens are estimates (characters ÷ 4). Retries are not"
                        + " included.");
        return out.toString();
    }

    private static String likely(int runs) {
        return switch (runs) {
            case 0 -> "low and likely are unknown: there is no earlier run of this suite.";
            case 1 -> "low and likely = lower quartile and median of the answers of the last run of this suite.";
            default ->
                "low and likely = lower quartile and median of the answers of the last " + runs
                        + " runs of this suite.";
        };
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private String head() {
        Forecast forecast = estimate.forecast();
        long warmups =
                forecast.lanes().stream().mapToLong(Forecast.Lane::warmups).sum();
        String results = estimate.plan().repeat() > 1 ? " answers" : forecast.results() == 1 ? " case" : " cases";
        String time = estimate.likelyNanos() == null ? "" : ", about " + FigureText.span(estimate.likelyNanos());
        return Visible.line(estimate.suite()) + "   " + FigureText.count(forecast.results()) + results
                + (forecast.cached() == 0 ? "" : ", " + FigureText.count(forecast.cached()) + " cached")
                + (forecast.onRecord() == 0 ? "" : ", " + FigureText.count(forecast.onRecord()) + " on record") + " → "
                + FigureText.count(forecast.requests())
                + (forecast.requests() == 1 ? " request" : " requests")
                + (warmups == 0 ? "" : ", " + FigureText.count(warmups) + " of them to warm up") + time + " with "
                + estimate.plan().load().slots() + " in flight";
    }

    private static List<String> cells(EstimateLine line) {
        Forecast.Lane lane = line.lane();
        boolean cases = lane.purpose() == Forecast.Purpose.CASES;
        String upTo = lane.purpose() == Forecast.Purpose.JUDGE ? "up to " : "";
        return List.of(
                Visible.line(lane.model()) + (cases ? "" : " (" + purpose(lane.purpose()) + ")"),
                upTo + FigureText.count(lane.requests() + lane.warmups()),
                FigureText.count(line.inputTokens()),
                limits(lane),
                count(line.outputTokens().low()) + " / "
                        + count(line.outputTokens().likely()) + " / "
                        + count(line.outputTokens().max()),
                cost(line.costPico()),
                line.priceFrom());
    }

    private static String purpose(Forecast.Purpose purpose) {
        return purpose == Forecast.Purpose.JUDGE ? "judge" : "embeddings";
    }

    private static String limits(Forecast.Lane lane) {
        Forecast.TokenLimits limits = lane.limits();
        if (lane.purpose() == Forecast.Purpose.EMBEDDINGS) {
            return FigureText.NOTHING;
        }
        if (limits == null) {
            return "none";
        }
        return limits.least() == limits.most()
                ? FigureText.count(limits.most())
                : FigureText.count(limits.least()) + " to " + FigureText.count(limits.most());
    }

    private static String count(@Nullable Long count) {
        return count == null ? FigureText.NOTHING : FigureText.count(count);
    }

    private static String cost(EstimateRange range) {
        return usd(range.low(), FigureText.NOTHING) + " / " + usd(range.likely(), FigureText.NOTHING) + " / "
                + usd(range.max(), UNKNOWN);
    }

    private static String usd(@Nullable Long pico, String otherwise) {
        return pico == null ? otherwise : FigureText.usd(Cost.usd(pico).doubleValue());
    }

    private void ceilings() {
        String without = estimate.lines().stream()
                .filter(line -> line.costPico().max() == null)
                .map(line -> Visible.line(line.lane().model()) + why(line))
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            line("no ceiling is known for " + without);
        }
    }

    private static String why(EstimateLine line) {
        boolean unlimited = line.lane().limits() == null;
        boolean unpriced = !line.priceFrom().startsWith("suite");
        return unlimited && unpriced ? " (no token limit, no price)" : unlimited ? " (no token limit)" : " (no price)";
    }

    private void limit() {
        Long limit = estimate.plan().limits().spend().maxPico();
        if (limit == null) {
            return;
        }
        Long most = estimate.total().max();
        long spent = estimate.forecast().spentPico();
        String usd = "limit " + FigureText.usd(Cost.usd(limit).doubleValue())
                + (spent == 0 ? "" : ", " + FigureText.usd(Cost.usd(spent).doubleValue()) + " of it spent") + ": ";
        if (most == null) {
            line(usd + "whether it is enough is unknown; the run stops before it passes it");
        } else {
            line(usd
                    + (most <= limit - spent
                            ? "enough for all requests"
                            : "less than the ceiling; the run stops before it passes it"));
        }
    }

    private void judgeLimit() {
        Judge judge = estimate.plan().advisers().judge();
        Long limit = judge == null ? null : judge.maxPico();
        if (limit != null) {
            line("judge limit " + FigureText.usd(Cost.usd(limit).doubleValue())
                    + ": calls that might pass it are not made, and leave their checks unscored");
        }
    }
}
