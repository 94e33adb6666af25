package blackbox;

import dev.promptmeter.run.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The journal of a whole run as the journals that its shards would have written, had the same answers come to them. */
final class SplitJournal {

    private final List<JsonNode> records;
    private final int shards;
    private final Random random;
    private final Map<String, Integer> requests = new HashMap<>();
    private final List<StringBuilder> texts = new ArrayList<>();
    private final long[] numbers;

    private SplitJournal(Path whole, int shards, Random random) {
        this.records = Program.text(whole.resolve("journal.jsonl"))
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
        this.shards = shards;
        this.random = random;
        this.numbers = new long[shards];
        for (int i = 0; i < shards; i++) {
            texts.add(new StringBuilder());
        }
    }

    /** Writes the folders of so many shards; warm-ups, which belong to no row, go to any. {@return them} */
    static List<String> write(Path whole, Path into, int shards, Random random) {
        SplitJournal split = new SplitJournal(whole, shards, random);
        split.records.forEach(split::add);
        List<String> folders = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            Path folder = into.resolve("shard-" + (i + 1));
            Program.file(folder, "journal.jsonl", split.texts.get(i).toString());
            folders.add(folder.toString());
        }
        return folders;
    }

    private void add(JsonNode record) {
        switch (record.path("t").asString()) {
            case "note" -> {
                for (int i = 1; i <= shards; i++) {
                    write(i, record.path("kind").asString().equals("start") ? start(record, i) : record);
                }
            }
            case "row" -> write(shard(record.path("dataset"), record.path("row")), record);
            case "answer" ->
                write(
                        record.has("case")
                                ? shardOf(record)
                                : requests.get(record.path("req").asString()),
                        record);
            default -> {
                int shard = shardOf(record);
                requests.putIfAbsent(record.path("req").asString(), shard);
                write(shard, record);
            }
        }
    }

    private int shardOf(JsonNode record) {
        boolean warmup = record.path("repeat").asInt() == 0;
        return warmup
                ? 1 + random.nextInt(shards)
                : shard(record.path("case").path(0), record.path("case").path(1));
    }

    private int shard(JsonNode dataset, JsonNode row) {
        return Shard.indexOf(dataset.asString(), row.asString(), shards);
    }

    private JsonNode start(JsonNode record, int index) {
        ObjectNode start = (ObjectNode) record.deepCopy();
        ObjectNode facts = (ObjectNode) start.path("manifest").path("environment");
        facts.put("shard", index + "/" + shards).put("shardRows", "0").put("shardOfRows", "0");
        return start;
    }

    private void write(int shard, JsonNode record) {
        ObjectNode object = (ObjectNode) record.deepCopy();
        object.remove(List.of("c", "n"));
        String rest = "\"n\":" + ++numbers[shard - 1] + "," + object.toString().substring(1);
        CRC32C crc = new CRC32C();
        crc.update(rest.getBytes(StandardCharsets.UTF_8));
        texts.get(shard - 1).append(String.format("{\"c\":\"%08x\",%s%n", crc.getValue(), rest));
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
