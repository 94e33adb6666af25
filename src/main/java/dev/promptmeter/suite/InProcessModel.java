package dev.promptmeter.suite;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.inprocess.EmbeddingModel;
import dev.promptmeter.chat.inprocess.EmbeddingModels;
import dev.promptmeter.chat.inprocess.InProcessEndpoint;
import dev.promptmeter.chat.inprocess.NoSuchEmbeddingModel;
import dev.promptmeter.chat.openai.EmbeddingRequestWriter;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Model.Wire;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The model of embeddings that a suite names {@code in-process:NAME}: no endpoint, no key, no price. */
final class InProcessModel {

    /** What an id of such a model begins with; no id of {@code models} can. */
    static final String PREFIX = "in-process:";

    /** Further calls would take processors from the client, whose latencies the run reports. */
    private static final int AT_ONCE = 1;

    private InProcessModel() {}

    static boolean named(String id) {
        return id.startsWith(PREFIX);
    }

    /**
     * Looks for the model of a suite, and loads nothing.
     *
     * @throws SuiteException PM-1406 if the suite names one that is not there
     */
    static void require(@Nullable EmbeddingsSection section) {
        if (section != null && named(section.model())) {
            try {
                EmbeddingModels.named(name(section));
            } catch (NoSuchEmbeddingModel e) {
                throw missing(section, e);
            }
        }
    }

    /**
     * {@return what answers for it, loaded}
     *
     * @throws SuiteException PM-1406 if it is not there or cannot be loaded
     */
    static ChatEndpoint endpoint(EmbeddingsSection section) {
        try {
            EmbeddingModel model = EmbeddingModels.loaded(name(section));
            return new InProcessEndpoint(model);
        } catch (NoSuchEmbeddingModel e) {
            throw missing(section, e);
        }
    }

    private static String name(EmbeddingsSection section) {
        return section.model().substring(PREFIX.length());
    }

    private static SuiteException missing(EmbeddingsSection section, NoSuchEmbeddingModel why) {
        String text = "embeddings.model: '" + section.model() + "' " + why.getMessage()
                + "; build all-minilm-l6-v2-q with  mvn -Pembeddings package  and name its jars in PROMPTMETER_CLASSPATH"
                + " (README: Embeddings without an endpoint)";
        return new SuiteException(List.of(Problem.of("PM-1406", section.place().source(), text)));
    }

    /** {@return the model of that id, whose name in hashes and keys says where it is} */
    static Model model(String id, ChatEndpoint endpoint) {
        return new Model(
                id,
                id,
                URI.create(id),
                Model.Delivery.PLAIN,
                Map.of(),
                AT_ONCE,
                new Wire(endpoint, new EmbeddingRequestWriter(), OpenAiAnswerReader.ofEmbeddings()));
    }

    /** {@return the same prices; what runs inside this process costs nothing} */
    static PriceList priced(PriceList prices, @Nullable EmbeddingsSection section) {
        if (section == null || !named(section.model())) {
            return prices;
        }
        Map<String, Price> all = new TreeMap<>(prices.prices());
        all.put(section.model(), Price.FREE);
        return new PriceList(prices.asOf(), all);
    }
}
