package dev.promptmeter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files that {@code init} writes, as they lie beside its class. */
final class Scaffold {

    private Scaffold() {}

    /** {@return the text of one of them} */
    static String resource(String name) throws IOException {
        try (InputStream in = Scaffold.class.getResourceAsStream("init/" + name)) {
            if (in == null) {
                throw new IllegalStateException("a file of ours is missing: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
