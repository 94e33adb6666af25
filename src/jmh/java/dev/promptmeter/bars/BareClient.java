package dev.promptmeter.bars;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The reference for a whole case: a loop of {@code java.net.http} on as many threads as are in flight, which keeps nothing it gets. */
final class BareClient {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong lines = new AtomicLong();
    private final URI uri;
    private final String form;
    private final long[] nanos;

    private BareClient(String baseUrl, String form, int requests) {
        this.uri = URI.create(baseUrl + "/chat/completions");
        this.form = form;
        this.nanos = new long[requests];
    }

    /**
     * Asks, and writes how long each request took, in nanoseconds, to a file.
     *
     * @param arguments base address, requests, in flight, {@code plain} or {@code stream}, the file
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BareClient bare = new BareClient(arguments[0], arguments[3], Integer.parseInt(arguments[1]));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            Thread thread = new Thread(bare::ask);
            thread.setUncaughtExceptionHandler((where, cause) -> {
                cause.printStackTrace();
                System.exit(1);
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        StringBuilder out = new StringBuilder();
        for (long each : bare.nanos) {
            out.append(each).append('\n');
        }
        Files.writeString(Path.of(arguments[4]), out, StandardCharsets.UTF_8);
        System.exit(0);
    }

    private void ask() {
        for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .header("x-client-request-id", "bare-" + i)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body(i)))
                    .build();
            long begin = System.nanoTime();
            int status = status(request);
            nanos[i] = System.nanoTime() - begin;
            if (status != 200) {
                throw new IllegalStateException("status " + status);
            }
        }
    }

    private int status(HttpRequest request) {
        try {
            HttpResponse<?> response = form.equals("plain")
                    ? client.send(request, BodyHandlers.ofByteArray())
                    : client.send(
                            request,
                            head -> BodySubscribers.mapping(new LineCounter(), count -> lines.addAndGet(count)));
            return response.statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private byte[] body(int number) {
        String head =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Bench.prompt(number) + "\"}]";
        String rest = form.equals("plain") ? "}" : ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
        return (head + rest).getBytes(StandardCharsets.UTF_8);
    }
}
