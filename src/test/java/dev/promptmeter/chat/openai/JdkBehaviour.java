package dev.promptmeter.chat.openai;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the HTTP client of the JDK does with a server that says odd things, and what ours makes of it: one case for each pitfall that the
 * specification of the endpoint lists by number. As a program it looks at the JDK that runs it.
 */
public final class JdkBehaviour {

    private static final int AT_A_TIME = 6;

    /** One pitfall. */
    record Row(int number, Trial trial) {}

    /** Throws if it is not as documented. */
    @FunctionalInterface
    interface Trial {

        void run() throws Exception;
    }

    private JdkBehaviour() {}

    /** {@return every row, by number} */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>(JdkConnections.ROWS);
        rows.addAll(JdkMessages.ROWS);
        rows.sort(Comparator.comparingInt(Row::number));
        return rows;
    }

    /** {@return what is not as documented} */
    static List<String> changed() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<String> changed = new ArrayList<>();
            List<Row> rows = rows();
            List<Future<?>> running = new ArrayList<>();
            rows.forEach(row -> running.add(pool.submit(() -> {
                row.trial().run();
                return null;
            })));
            for (int i = 0; i < rows.size(); i++) {
                try {
                    running.get(i).get();
                } catch (ExecutionException e) {
                    changed.add("JDK behaviour changed: row " + rows.get(i).number() + ": " + e.getCause());
                }
            }
            return changed;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Prints what is not as documented, and ends with 1 then. */
    public static void main(String[] args) throws InterruptedException {
        // Before anything else touches the client, as in the program.
        new HttpClients().close();
        List<String> changed = changed();
        changed.forEach(System.out::println);
        System.exit(changed.isEmpty() ? 0 : 1);
    }

    /** {@return a client of the JDK as it comes, but for the version} */
    static HttpClient raw() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** {@return a request to that server} */
    static HttpRequest.Builder post(RawServer server) {
        return HttpRequest.newBuilder(URI.create(server.base() + "/chat/completions"))
                .POST(BodyPublishers.ofString("{}"));
    }

    /** {@return ours, which asks that server} */
    static OpenAiEndpoint ours(RawServer server, HttpClients clients) {
        return ours(server.base(), Duration.ofSeconds(60), clients);
    }

    static OpenAiEndpoint ours(URI base, Duration total, HttpClients clients) {
        var settings = new EndpointSettings(base, null, Map.of(), Deadlines.ofTotal(total), "promptmeter");
        return new OpenAiEndpoint(settings, clients);
    }
}
