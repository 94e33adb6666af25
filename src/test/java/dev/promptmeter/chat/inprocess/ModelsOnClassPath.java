package dev.promptmeter.chat.inprocess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A class path that holds models of embeddings, for this thread until it is closed. */
public final class ModelsOnClassPath implements AutoCloseable {

    private final ClassLoader usual = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    private ModelsOnClassPath(URLClassLoader loader) {
        this.loader = loader;
        Thread.currentThread().setContextClassLoader(loader);
    }

    /** {@return a class path whose file of services in that folder has these lines} */
    public static ModelsOnClassPath of(Path folder, String lines) {
        try {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(EmbeddingModel.class.getName()), lines, StandardCharsets.UTF_8);
            URL[] places = {folder.toUri().toURL()};
            return new ModelsOnClassPath(new URLClassLoader(places, EmbeddingModel.class.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(usual);
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
