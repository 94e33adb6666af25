package dev.promptmeter.embeddings;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The weights of the library, in a session of one thread: its own takes all processors and keeps them spinning, for the same vectors.
 * Safe for many threads.
 */
final class Encoder extends AbstractInProcessEmbeddingModel {

    private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OnnxBertBiEncoder model;
    private final Cutter cutter;

    /** A text as the model sees it. */
    record Encoded(float[] vector, int tokens) {}

    private Encoder(OnnxBertBiEncoder model, Cutter cutter) {
        super(Runnable::run);
        this.model = model;
        this.cutter = cutter;
    }

    /** {@return the model, loaded} */
    static Encoder load() {
        // The tokenizer's library tells its makers where it is started, and fetches code for graphics cards, unless it
        // is told not to.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        try (InputStream tokenizer = resource(TOKENIZER)) {
            var options = Map.of("padding", "false", "truncation", "false");
            Cutter cutter = new Cutter(HuggingFaceTokenizer.newInstance(tokenizer, options));
            return new Encoder(model(OrtEnvironment.getEnvironment()), cutter);
        } catch (EngineException e) {
            // It keeps the cause to itself, which most often is a folder that cannot be written.
            throw new IllegalStateException(
                    "native code cannot be unpacked into .djl.ai in the home folder, or where DJL_CACHE_DIR says");
        } catch (OrtException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OnnxBertBiEncoder model(OrtEnvironment environment) throws OrtException, IOException {
        environment.setTelemetry(false);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                InputStream weights = resource(WEIGHTS);
                InputStream tokenizer = resource(TOKENIZER)) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(weights.readAllBytes(), options);
            return new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = AllMiniLmL6V2QuantizedEmbeddingModel.class.getResourceAsStream(name);
        if (found == null) {
            throw new IOException("the library has no " + name);
        }
        return found;
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return model;
    }

    /** {@return the text in pieces for {@link #encode}; none if it has no word} */
    List<String> pieces(String text) {
        return cutter.pieces(text);
    }

    /** {@return the vector of a piece} */
    Encoded encode(String piece) {
        Response<Embedding> response = embed(piece);
        return new Encoded(response.content().vector(), response.tokenUsage().inputTokenCount());
    }
}
