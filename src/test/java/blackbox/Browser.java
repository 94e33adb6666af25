package blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A headless Chromium with one page, used as a person uses it. Its path is the system property {@code promptmeter.browser}. */
final class Browser implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final String LISTENING = "DevTools listening on ";

    private final Path profile;
    private final Process process;
    private final DevTools tools;

    private Browser(Path profile, Process process, DevTools tools) {
        this.profile = profile;
        this.process = process;
        this.tools = tools;
    }

    static Path path() {
        return Path.of(System.getProperty("promptmeter.browser", "/usr/bin/chromium"));
    }

    static List<String> command(Path profile) {
        return List.of(
                path().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--user-data-dir=" + profile);
    }

    static Browser start() throws IOException {
        Path profile = Files.createTempDirectory("promptmeter-browser");
        List<String> command = Stream.concat(
                        command(profile).stream(), Stream.of("--remote-debugging-port=0", "about:blank"))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var tools = new DevTools(address(process));
        JsonNode targets = tools.send("Target.getTargets").path("targetInfos");
        String page = targets.valueStream()
                .filter(target -> target.path("type").asString().equals("page"))
                .findFirst()
                .orElseThrow()
                .path("targetId")
                .asString();
        ObjectNode attach = JSON.createObjectNode().put("targetId", page).put("flatten", true);
        tools.attach(
                tools.send("Target.attachToTarget", attach).path("sessionId").asString());
        List.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable").forEach(tools::send);
        return new Browser(profile, process, tools);
    }

    private static String address(Process process) throws IOException {
        var errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(LISTENING)) {
                drain(errors);
                return line.substring(LISTENING.length());
            }
        }
        throw new IllegalStateException("the browser did not start: " + said);
    }

    /** A pipe that nobody reads would stop the browser. */
    private static void drain(Reader errors) {
        Thread reader = new Thread(
                () -> {
                    try {
                        errors.transferTo(Writer.nullWriter());
                    } catch (IOException closed) {
                        // The browser is gone, and with it all that it had to say.
                    }
                },
                "browser-errors");
        reader.setDaemon(true);
        reader.start();
    }

    void size(int width, int height) {
        tools.send(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    void prefer(String scheme) {
        ObjectNode params = JSON.createObjectNode();
        params.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        tools.send("Emulation.setEmulatedMedia", params);
    }

    /** From now on no script of a page runs. */
    void forbidScripts() {
        tools.send(
                "Emulation.setScriptExecutionDisabled", JSON.createObjectNode().put("value", true));
    }

    /** Opens a file and waits until its script is done; a page already open is left for good. */
    void open(Path file, String fragment) {
        navigate(file, fragment);
        until("document.documentElement?.dataset.ready === 'yes'");
    }

    /** Opens a file and waits until it is read, whether or not scripts run. */
    void read(Path file) {
        navigate(file, "");
        long end = System.nanoTime() + PATIENCE_NANOS;
        // Where no script runs there are no timers either: each question to the browser is the pause before the next.
        while (!ask("document.readyState === 'complete' && location.protocol === 'file:'")
                .booleanValue()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(file + " was not read");
            }
        }
    }

    private void navigate(Path file, String fragment) {
        tools.send("Page.navigate", JSON.createObjectNode().put("url", "about:blank"));
        tools.send("Page.navigate", JSON.createObjectNode().put("url", file.toUri() + fragment));
    }

    /** {@return the page as it would be on paper, PDF in Base64} */
    String print() {
        return tools.send("Page.printToPDF").path("data").asString();
    }

    /** Runs a script and gives its value, of which it waits for a promise. */
    JsonNode ask(String expression) {
        JsonNode answer = tools.send(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    String text(String selector) {
        return ask("document.querySelector(" + JSON.writeValueAsString(selector) + ")?.textContent ?? ''")
                .asString();
    }

    long number(String expression) {
        return ask(expression).longValue();
    }

    /** Waits until that holds in the page, for ten seconds at most. */
    void until(String condition) {
        ask("new Promise((good, bad) => { const end = Date.now() + 10000; const look = () => (" + condition
                + ") ? good(true)"
                + " : Date.now() > end ? bad(new Error('never: ' + " + JSON.writeValueAsString(condition)
                + ")) : setTimeout(look, 5);"
                + " look(); })");
    }

    /** Clicks where that element is, as a mouse does. */
    void click(String selector) {
        String place = "(() => { const e = document.querySelector(" + JSON.writeValueAsString(selector)
                + "); e.scrollIntoView({ block: 'center' }); const b = e.getBoundingClientRect();"
                + " const x = b.x + b.width / 2, y = b.y + b.height / 2;"
                + " return e.contains(document.elementFromPoint(x, y)) ? { x, y } : null; })()";
        // A page that is still being laid out would move away under the mouse.
        ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        until(place + " !== null");
        JsonNode at = ask(place);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            tools.send(
                    "Input.dispatchMouseEvent",
                    JSON.createObjectNode()
                            .put("type", type)
                            .put("button", "left")
                            .put("clickCount", 1)
                            .put("x", at.get("x").doubleValue())
                            .put("y", at.get("y").doubleValue()));
        }
    }

    private static final Map<String, Integer> CODES =
            Map.of("Enter", 13, "Escape", 27, "ArrowDown", 40, "ArrowUp", 38, "Tab", 9, "End", 35, "Home", 36);

    /** Presses keys one after the other: names such as {@code Enter}, or single characters. */
    void press(String... keys) {
        for (String key : keys) {
            ObjectNode down = JSON.createObjectNode()
                    .put("type", "keyDown")
                    .put("key", key)
                    .put("windowsVirtualKeyCode", CODES.getOrDefault(key, (int) Character.toUpperCase(key.charAt(0))));
            if (key.length() == 1) {
                down.put("text", key);
            } else if (key.equals("Enter")) {
                down.put("text", "\r");
            }
            tools.send("Input.dispatchKeyEvent", down);
            tools.send(
                    "Input.dispatchKeyEvent",
                    JSON.createObjectNode().put("type", "keyUp").put("key", key));
        }
    }

    void type(String text) {
        tools.send("Input.insertText", JSON.createObjectNode().put("text", text));
    }

    /** {@return errors and warnings of the console, and exceptions that nobody caught} */
    List<String> complaints() {
        Stream<JsonNode> all = Stream.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
                .flatMap(name -> tools.events(name).stream());
        return all.map(JsonNode::toString).toList();
    }

    /** {@return the addresses of everything that was asked for, the pages themselves included} */
    List<String> requests() {
        return tools.events("Network.requestWillBeSent").stream()
                .map(event -> event.path("request").path("url").asString())
                .toList();
    }

    boolean openedDialog() {
        return !tools.events("Page.javascriptDialogOpening").isEmpty();
    }

    void screenshot(Path file) throws IOException {
        String data = tools.send("Page.captureScreenshot").path("data").asString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() throws IOException {
        tools.send("Page.navigate", JSON.createObjectNode().put("url", "about:blank"));
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            for (ProcessHandle child : children) {
                child.onExit()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .exceptionally(late -> child)
                        .join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(profile);
    }
}
