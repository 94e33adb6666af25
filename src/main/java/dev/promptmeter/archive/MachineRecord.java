package dev.promptmeter.archive;

import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.MachineSample;
import dev.promptmeter.run.Stall;
import dev.promptmeter.stats.Overshoots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The note {@code machine}: what this process and its machine did since the note before. */
final class MachineRecord {

    private MachineRecord() {}

    static byte[] encode(Instant at, MachineNote note) {
        return NoteRecord.note(NoteRecord.MACHINE, at, json -> {
            json.writeNumberProperty("processors", note.processors());
            json.writeNumberProperty("parkNs", note.parkNanos());
            writeSamples(json, note.samples());
            writeCounts(json, "overshoot", note.overshoots());
            json.writeNumberProperty("stallCount", note.stallCount());
            json.writeNumberProperty("stallNs", note.stallNanos());
            writeStalls(json, note.stalls());
            if (note.kept().count() > 0) {
                writeCounts(json, "kept", note.kept());
            }
        });
    }

    private static void writeCounts(JsonGenerator json, String name, Overshoots counted) {
        long[] pairs = counted.pairs();
        json.writeName(name + "Us");
        json.writeArray(pairs, 0, pairs.length);
        json.writeNumberProperty(name + "MaxNs", counted.max());
    }

    private static void writeSamples(JsonGenerator json, List<MachineSample> samples) {
        json.writeArrayPropertyStart("samples");
        for (MachineSample sample : samples) {
            json.writeStartObject();
            json.writeNumberProperty("from", sample.from());
            json.writeNumberProperty("to", sample.to());
            if (sample.cpuNanos() != null) {
                json.writeNumberProperty("cpuNs", sample.cpuNanos());
            }
            if (sample.gcNanos() != null) {
                json.writeNumberProperty("gcNs", sample.gcNanos());
            }
            if (sample.load() != null) {
                json.writeNumberProperty("load", sample.load());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeStalls(JsonGenerator json, List<Stall> stalls) {
        json.writeArrayPropertyStart("stalls");
        for (Stall stall : stalls) {
            json.writeStartObject();
            json.writeNumberProperty("at", stall.start());
            json.writeNumberProperty("ns", stall.nanos());
            json.writeStringProperty("cause", stall.cause().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * {@return what such a note holds}
     *
     * @param shift nanoseconds between the run's first origin and the one that its instants count from
     */
    static MachineNote decode(JsonNode record, long shift) {
        return new MachineNote(
                record.path("processors").asInt(),
                record.path("parkNs").asLong(),
                samples(record.path("samples"), shift),
                counts(record, "overshoot"),
                record.path("stallCount").asLong(),
                record.path("stallNs").asLong(),
                stalls(record.path("stalls"), shift),
                counts(record, "kept"));
    }

    private static Overshoots counts(JsonNode record, String name) {
        return Overshoots.of(
                numbers(record.path(name + "Us")), record.path(name + "MaxNs").asLong(0));
    }

    private static List<MachineSample> samples(JsonNode nodes, long shift) {
        List<MachineSample> samples = new ArrayList<>();
        nodes.forEach(node -> samples.add(new MachineSample(
                node.path("from").asLong() + shift,
                node.path("to").asLong() + shift,
                whole(node, "cpuNs"),
                whole(node, "gcNs"),
                node.has("load") ? Double.valueOf(node.path("load").asDouble()) : null)));
        return samples;
    }

    private static @Nullable Long whole(JsonNode node, String name) {
        return node.has(name) ? Long.valueOf(node.path(name).asLong()) : null;
    }

    private static List<Stall> stalls(JsonNode nodes, long shift) {
        List<Stall> stalls = new ArrayList<>();
        nodes.forEach(node -> stalls.add(new Stall(
                node.path("at").asLong() + shift,
                node.path("ns").asLong(),
                Stall.Cause.valueOf(node.path("cause").asString("other").toUpperCase(Locale.ROOT)))));
        return stalls;
    }

    private static long[] numbers(JsonNode nodes) {
        long[] numbers = new long[nodes.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = nodes.path(i).asLong();
        }
        return numbers;
    }
}
