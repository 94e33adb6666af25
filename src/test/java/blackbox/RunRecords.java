package blackbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journal of a run that came to its end holds of its requests, read without any code of the program.
 *
 * @param keys what each request was sent for, by its id; a call of a judge has a key of its own
 * @param answers what came back, by the id of the request
 */
record RunRecords(Map<String, String> keys, Map<String, Came> answers) {

    /**
     * What came back.
     *
     * @param end {@code complete}, or what ended it
     * @param status null if no head was seen
     * @param nanos from its start to its end
     */
    record Came(String end, @Nullable Integer status, long nanos) {

        /** {@return whether the program has an answer to work with, as far as the transport goes} */
        boolean whole() {
            return end.equals("complete") && status != null && status / 100 == 2;
        }
    }

    /** {@return the records in all files of that run's journal; a request id that was used twice is an error} */
    static RunRecords of(Path run) throws IOException {
        RunRecords records = new RunRecords(new HashMap<>(), new HashMap<>());
        Set<String> lines = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(run, "journal*.jsonl")) {
            for (Path file : files) {
                try (Stream<String> all = Files.lines(file, StandardCharsets.UTF_8)) {
                    // A later file begins with what the one before may have lost.
                    all.filter(line -> Files.notExists(run.resolve("journal-2.jsonl")) || lines.add(line))
                            .forEach(records::add);
                }
            }
        }
        return records;
    }

    private void add(String line) {
        JsonNode record = JsonMapper.shared().readTree(line);
        String id = record.path("req").asString("");
        switch (record.path("t").asString("")) {
            case "intent" -> {
                if (keys.put(id, record.path("key").asString()) != null) {
                    throw new AssertionError("two intents with id " + id);
                }
            }
            case "answer" -> {
                JsonNode times = record.path("times");
                long nanos = times.path("end").asLong() - times.path("start").asLong();
                Integer status =
                        record.has("status") ? (Integer) record.path("status").asInt() : null;
                answers.put(id, new Came(record.path("end").asString(), status, nanos));
            }
            default -> {
                // Rows, scores and notes are no requests.
            }
        }
    }
}
