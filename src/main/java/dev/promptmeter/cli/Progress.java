package dev.promptmeter.cli;

import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.ResultSink;
import dev.promptmeter.score.CaseVerdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a run is. Takes results on one thread and is asked on others; holds nothing that grows with the run. */
final class Progress implements ResultSink {

    private final long planned;
    private final News news;
    private final LaneTally total = new LaneTally("");
    private final Map<String, LaneTally> models = new LinkedHashMap<>();
    private long cutOff;
    private @Nullable String lastFailure;

    /** Takes how many repeats there will be, and what collects the events worth a line. */
    Progress(long planned, News news) {
        this.planned = planned;
        this.news = news;
    }

    @Override
    public synchronized void accept(CaseResult result) {
        total.add(result);
        // As at the end: judging is part of the sum and of no model's share.
        total.spend(result.judging().cost());
        models.computeIfAbsent(result.id().model(), LaneTally::new).add(result);
        var completion = result.completion();
        if (completion != null && completion.finish().kind() == FinishReason.Kind.LENGTH) {
            cutOff++;
        }
        if (result.verdict() == CaseVerdict.FAIL || result.verdict() == CaseVerdict.ERROR) {
            lastFailure = ResultLine.of(result);
        }
        news.add(result);
    }

    /** {@return how far it is now} */
    synchronized ProgressState state() {
        return new ProgressState(
                planned,
                total.lane(),
                models.values().stream().map(LaneTally::lane).toList(),
                cutOff,
                lastFailure);
    }
}
