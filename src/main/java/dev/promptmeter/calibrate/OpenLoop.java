package dev.promptmeter.calibrate;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.chat.openai.OpenAiRequestWriter;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.run.Advisers;
import dev.promptmeter.run.ArrivalProcess;
import dev.promptmeter.run.Arrivals;
import dev.promptmeter.run.History;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.MessageTemplate;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.PlannedDataset;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.run.PromptTemplate;
import dev.promptmeter.run.Retry;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.run.Runner;
import dev.promptmeter.run.Selection;
import dev.promptmeter.run.StartRate;
import dev.promptmeter.run.Ticker;
import dev.promptmeter.score.Scorers;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.IntNode;

/** A run of plain answers whose requests start when a plan says so: how much later they really start. */
final class OpenLoop {

    private static final String RUN = "calibrate";
    private static final String TEMPLATE = "{{" + MadeUpRows.QUESTION + "}}";
    private static final int CAP = 256;

    private final ChatEndpoint endpoint;
    private final URI baseUri;

    OpenLoop(ChatEndpoint endpoint, URI baseUri) {
        this.endpoint = endpoint;
        this.baseUri = baseUri;
    }

    /** {@return the lag of every request that was sent, at so many starts a second for so long} */
    Spread lag(double startsPerSecond, long nanos) throws InterruptedException {
        int starts = (int) Math.max(1, startsPerSecond * nanos / 1e9);
        Errors lags = new Errors();
        Runner runner = new Runner(
                plan(startsPerSecond, starts),
                new Runner.Surroundings(RUN, new QuietRecorder(), History.NONE, Ticker.system()));
        runner.run(result -> {
            Long lag = result.dispatchLagNanos();
            if (lag != null) {
                lags.add(lag);
            }
        });
        return lags.spread();
    }

    private RunPlan plan(double startsPerSecond, int starts) {
        Arrivals arrivals = new Arrivals(StartRate.of(startsPerSecond), new ArrivalProcess.Constant(), 1);
        PlannedDataset planned = new PlannedDataset(
                new MadeUpRows(starts),
                Selection.ALL,
                Map.of(),
                Map.of(),
                List.of(),
                null,
                List.of(prompt()),
                List.of(model()),
                Scorers.builtIn());
        return new RunPlan(
                List.of(planned),
                new Load.Open(arrivals, CAP, null),
                RunPlan.Order.INTERLEAVE,
                1,
                0,
                Retry.DEFAULT,
                PriceList.NONE,
                RunPlan.Limits.NONE,
                1,
                new Advisers(null, null));
    }

    private static Prompt prompt() {
        MessageTemplate said = MessageTemplate.of("user", PromptTemplate.parse(TEMPLATE));
        return new Prompt(RUN, List.of(said), Map.of(), TEMPLATE, "0".repeat(12));
    }

    private Model model() {
        Model.Wire wire = new Model.Wire(endpoint, new OpenAiRequestWriter(), new OpenAiAnswerReader());
        return new Model(
                RUN, RUN, baseUri, Model.Delivery.PLAIN, Map.of("max_tokens", IntNode.valueOf(10)), null, wire);
    }
}
