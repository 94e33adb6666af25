package dev.promptmeter.chat.inprocess;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The models of embeddings that the class path holds, and what was wrong with others. */
public final class EmbeddingModels {

    private static final int MOST = 1_000;
    private static final String SMALLEST_TEXT = "ready";

    private final Map<String, EmbeddingModel> models = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private EmbeddingModels() {}

    /**
     * {@return the model of that name; it has not loaded anything yet}
     *
     * @throws NoSuchEmbeddingModel if it is not there
     */
    public static EmbeddingModel named(String name) throws NoSuchEmbeddingModel {
        EmbeddingModels there = new EmbeddingModels();
        Iterator<EmbeddingModel> found =
                ServiceLoader.load(EmbeddingModel.class).iterator();
        // A broken entry is passed over by asking again; the count bounds what a broken file could make of that.
        for (int i = 0; i < MOST && there.next(found); i++) {}
        return there.get(name);
    }

    private boolean next(Iterator<EmbeddingModel> found) {
        try {
            if (!found.hasNext()) {
                return false;
            }
            EmbeddingModel model = found.next();
            String nameless = model.getClass().getName() + " has no name";
            models.putIfAbsent(Objects.requireNonNull(model.name(), nameless), model);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        return true;
    }

    private EmbeddingModel get(String name) throws NoSuchEmbeddingModel {
        EmbeddingModel model = models.get(name);
        if (model == null) {
            String others = models.isEmpty() ? "" : ", only " + String.join(", ", models.keySet());
            String broken = faults.isEmpty() ? "" : " (not usable: " + String.join("; ", faults) + ")";
            throw new NoSuchEmbeddingModel("is not on the class path" + others + broken);
        }
        return model;
    }

    /**
     * {@return the model of that name, loaded, which takes about a second}
     *
     * @throws NoSuchEmbeddingModel if it is not there or cannot be loaded
     */
    public static EmbeddingModel loaded(String name) throws NoSuchEmbeddingModel {
        EmbeddingModel model = named(name);
        try {
            model.embed(SMALLEST_TEXT);
            return model;
        } catch (LinkageError | VirtualMachineError | RuntimeException e) {
            throw new NoSuchEmbeddingModel("is on the class path and cannot be loaded: " + deepest(e));
        }
    }

    /** {@return what began it: libraries wrap what the system says in words of their own} */
    private static Throwable deepest(Throwable fault) {
        Throwable deepest = fault;
        for (int i = 0; i < MOST && deepest.getCause() != null; i++) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
