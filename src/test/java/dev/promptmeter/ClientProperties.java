package dev.promptmeter;

import dev.promptmeter.chat.openai.HttpClients;
import org.junit.jupiter.api.extension.Extension;

/**
 * Has the properties of the HTTP client set before any test. The JVM reads them once: where a test with a client of another make came
 * first, every later test would run with hidden second connects. It is registered for all of them.
 */
public final class ClientProperties implements Extension {

    /** Made by the test engine. */
    public ClientProperties() {
        new HttpClients().close();
    }
}
