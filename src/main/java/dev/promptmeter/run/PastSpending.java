package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.Tariff;
import dev.promptmeter.score.Question;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what earlier starts of a run have spent, as far as anybody knows, and what stays set aside for the rest. */
final class PastSpending {

    private final Tariff tariff;
    private final Map<String, Model> models = new HashMap<>();
    private final Advisers advisers;
    private long spent;
    private long held;

    PastSpending(RunPlan plan) {
        tariff = plan.tariff();
        plan.datasets().forEach(planned -> planned.models().forEach(model -> models.put(model.id(), model)));
        advisers = plan.advisers();
        // A judge that is probed is asked under its own name.
        Model judge = advisers.model(Question.Asker.JUDGE);
        if (judge != null) {
            models.putIfAbsent(judge.id(), judge);
        }
    }

    void add(History.Sent sent) {
        Model model = asked(sent);
        Long charged = null;
        if (model != null && sent.answer() != null) {
            Exchange exchange = model.wire().reader().read(sent.answer());
            Cost cost = tariff.prices().costOf(model.id(), exchange);
            charged = tariff.charged(model.id(), exchange, cost);
        }
        spent = Cost.sum(spent, charged == null ? 0 : charged);
        held = Cost.sum(held, charged == null ? reserved(sent, model) : 0);
    }

    private @Nullable Model asked(History.Sent sent) {
        return switch (sent.use()) {
            case CASE -> models.get(sent.model());
            case JUDGE -> advisers.model(Question.Asker.JUDGE);
            case EMBEDDINGS -> advisers.model(Question.Asker.EMBEDDINGS);
        };
    }

    /** A start without a limit set nothing aside. */
    private long reserved(History.Sent sent, @Nullable Model model) {
        Long reserved = sent.reservedPico();
        if (reserved != null || model == null) {
            return reserved == null ? 0 : reserved;
        }
        byte[] body = sent.body();
        return tariff.most(model.id(), body.length, OutputLimit.assumed(body));
    }

    /** {@return picodollars that are known to be spent} */
    long spent() {
        return spent;
    }

    /** {@return picodollars that stay set aside for requests whose cost nobody knows} */
    long held() {
        return held;
    }
}
