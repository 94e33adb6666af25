package dev.promptmeter.suite;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.Secret;
import dev.promptmeter.chat.openai.ClientChecks;
import dev.promptmeter.chat.openai.EmbeddingRequestWriter;
import dev.promptmeter.chat.openai.EndpointSettings;
import dev.promptmeter.chat.openai.HttpClients;
import dev.promptmeter.chat.openai.ModelCatalogue;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.chat.openai.OpenAiEndpoint;
import dev.promptmeter.chat.openai.OpenAiRequestWriter;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Model.Wire;
import dev.promptmeter.run.Pacing;
import dev.promptmeter.simulator.Simulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The list of endpoint types, and the endpoints of one run. Close it when the run is over.
 *
 * <p>Every endpoint so far speaks the OpenAI format; one that does not gets its own line in {@link #open}.
 */
public final class Endpoints implements AutoCloseable {

    private static final ChatEndpoint OFFLINE = (request, stopwatch) -> {
        throw new IllegalStateException("a run that is over asks nothing");
    };

    private final HttpClients clients = new HttpClients();
    private final List<Simulator> simulators = new ArrayList<>();
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, EndpointSettings> settings = new LinkedHashMap<>();
    private final Map<String, Model> inProcess = new LinkedHashMap<>();

    private Endpoints() {}

    /**
     * Makes the endpoints of a suite ready and starts its simulators; nothing is sent yet.
     *
     * @param userAgent as {@code promptmeter/0.1.0}
     * @throws SuiteException if a simulator's settings are wrong, a model inside this process is not on the class path, or the JVM
     *     would log keys, repeat requests or skip host checks
     */
    public static Endpoints open(Suite suite, Keys keys, String userAgent) {
        return open(suite, suite.models(), keys, userAgent);
    }

    /**
     * Makes the endpoints of the models ready that checks ask, and of no other.
     *
     * @param userAgent as {@code promptmeter/0.1.0}
     * @throws SuiteException as {@link #open} does
     */
    public static Endpoints ofAdvisers(Suite suite, Keys keys, String userAgent) {
        return open(suite, suite.advising(), keys, userAgent);
    }

    private static Endpoints open(Suite suite, List<ModelSpec> models, Keys keys, String userAgent) {
        ClientChecks.refusal(System.getProperties()).ifPresent(text -> {
            throw new SuiteException(List.of(Problem.of("PM-1012", Source.NOWHERE, text)));
        });
        Endpoints endpoints = new Endpoints();
        try {
            for (ModelSpec spec : models) {
                endpoints.add(spec, keys, userAgent);
            }
            endpoints.addInProcess(suite.embeddings());
            return endpoints;
        } catch (RuntimeException e) {
            endpoints.close();
            throw e;
        }
    }

    private void add(ModelSpec spec, Keys keys, String userAgent) {
        URI uri = spec.baseUri() == null ? simulate(spec) : spec.baseUri();
        EndpointSettings speaking =
                new EndpointSettings(uri, keys.of(spec.id()).orElse(null), spec.headers(), spec.deadlines(), userAgent);
        settings.put(spec.id(), speaking);
        models.put(
                spec.id(), model(spec, spec.address(), pacing(spec, speaking), new OpenAiEndpoint(speaking, clients)));
    }

    /** Two keys for one model of one host are two lanes; which is which, only their order says. */
    private Pacing pacing(ModelSpec spec, EndpointSettings speaking) {
        List<Secret> seen = settings.values().stream()
                .map(EndpointSettings::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        int number = seen.indexOf(speaking.key());
        String lane = Pacing.lane(spec.address(), spec.name()) + (number > 0 ? " key " + (number + 1) : "");
        return new Pacing(lane, spec.rates().startsPerMinute(), spec.rates().tokensPerMinute());
    }

    private void addInProcess(@Nullable EmbeddingsSection section) {
        if (section != null && InProcessModel.named(section.model())) {
            inProcess.put(section.model(), InProcessModel.model(section.model(), InProcessModel.endpoint(section)));
        }
    }

    /**
     * Looks for what a suite needs on the class path; nothing is loaded.
     *
     * @throws SuiteException PM-1406 if it names a model of embeddings that is not there
     */
    public static void requireLibraries(Suite suite) {
        InProcessModel.require(suite.embeddings());
    }

    private URI simulate(ModelSpec spec) {
        Simulator simulator = Simulator.start(SimulatorSettings.of(spec));
        simulators.add(simulator);
        return simulator.baseUri();
    }

    /** {@return a model that can only be understood, not asked} */
    static Model offline(ModelSpec spec, URI address) {
        return model(spec, address, Pacing.unpaced(address, spec.name()), OFFLINE);
    }

    private static Model model(ModelSpec spec, URI address, Pacing pacing, ChatEndpoint endpoint) {
        return new Model(
                spec.id(),
                spec.name(),
                address,
                spec.delivery(),
                spec.params(),
                spec.concurrency(),
                pacing,
                new Wire(endpoint, new OpenAiRequestWriter(), new OpenAiAnswerReader()));
    }

    /** {@return the model of that id, ready to turn texts into numbers; parameters of chats are not sent} */
    public Model embedding(String id) {
        Model own = inProcess.get(id);
        if (own != null) {
            return own;
        }
        EndpointSettings speaking = settings.get(id);
        if (speaking == null) {
            throw new IllegalArgumentException("no model " + id);
        }
        return embedding(model(id), OpenAiEndpoint.ofEmbeddings(speaking, clients));
    }

    /**
     * {@return the same, only to be understood}
     *
     * @param models of the suite, by id
     */
    static Model offlineEmbedding(String id, Map<String, Model> models) {
        Model model = models.get(id);
        return model == null ? InProcessModel.model(id, OFFLINE) : embedding(model, OFFLINE);
    }

    private static Model embedding(Model model, ChatEndpoint endpoint) {
        return new Model(
                model.id(),
                model.name(),
                model.baseUri(),
                Model.Delivery.PLAIN,
                Map.of(),
                model.concurrency(),
                model.pacing(),
                new Wire(endpoint, new EmbeddingRequestWriter(), OpenAiAnswerReader.ofEmbeddings()));
    }

    /** {@return the model of that id, ready to be asked} */
    public Model model(String id) {
        Model model = models.get(id);
        if (model == null) {
            throw new IllegalArgumentException("no model " + id);
        }
        return model;
    }

    /**
     * Looks every model that is ready up where its endpoint lists models; the simulator knows its own.
     *
     * @return PM-2102 and PM-2103 for what will not work, warnings for what could not be found out
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Problem> preflight(Suite suite) throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        for (ModelSpec spec : suite.models()) {
            EndpointSettings speaking = settings.get(spec.id());
            if (suite.run().preflight() && !spec.simulated() && speaking != null) {
                var listing = new ModelCatalogue(speaking, clients).lookUp(spec.name());
                Preflight.problem(spec, suite.prices(), listing).ifPresent(problems::add);
            }
        }
        return problems;
    }

    /** {@return the simulators that this run started, in suite order} */
    public List<Simulator> simulators() {
        return List.copyOf(simulators);
    }

    @Override
    public void close() {
        simulators.forEach(Simulator::close);
        clients.close();
    }
}
