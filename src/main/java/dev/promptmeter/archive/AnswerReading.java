package dev.promptmeter.archive;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.run.CachedAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the record {@code answer} member by member: whoever reads a run comes here once for every attempt. */
final class AnswerReading {

    private static final Times NEVER = new Times(0, 0, 0, null, null, null, 0);
    private static final long[] NO_STAMPS = {};
    private static final int USUAL_STAMPS = 2;

    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Long> instants = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private String run = "";
    private String request = "";
    private boolean stream;
    private String end = "";
    private String detail = "";
    private @Nullable Integer status;
    private byte[] body = {};
    private Times.Due due = Times.Due.WHEN_FREE;
    private @Nullable Long stalled;
    private long[] stamps = NO_STAMPS;

    private AnswerReading() {}

    /**
     * {@return the answer of a record}
     *
     * @param json stands before its first token
     * @param shift nanoseconds between the run's first origin and the one that the record's instants count from
     */
    static RecordedAnswer of(JsonParser json, long shift) {
        return of(json, shift, new byte[0]);
    }

    /**
     * {@return the answer of a record}
     *
     * @param taken the text of its body, if that was taken out of the record before; otherwise nothing
     */
    static RecordedAnswer of(JsonParser json, long shift, byte[] taken) {
        AnswerReading reading = new AnswerReading();
        reading.read(json);
        if (reading.body.length == 0) {
            reading.body = taken;
        }
        return reading.answer(reading.times(shift), reading.stamps);
    }

    /** {@return the answer of a record that {@link AnswerRecord#encodeCached} made} */
    static CachedAnswer cached(JsonParser json) {
        AnswerReading reading = new AnswerReading();
        reading.read(json);
        return new CachedAnswer(reading.run, reading.answer(NEVER, NO_STAMPS));
    }

    private void read(JsonParser json) {
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            take(name, json);
        }
        if (end.isEmpty()) {
            throw new IllegalStateException("what should be the record of an answer does not say how it ended");
        }
    }

    private void take(String name, JsonParser json) {
        switch (name) {
            case "run" -> run = json.getString();
            case "req" -> request = json.getString();
            case "stream" -> stream = json.getBooleanValue();
            case "end" -> end = json.getString();
            case "detail" -> detail = json.getString();
            case "status" -> status = json.getIntValue();
            case "headers" -> takeHeaders(json);
            case "body" -> takeBody(json);
            case "times" -> takeTimes(json);
            case "stamps" -> stamps = numbers(json);
            case "stallNs" -> stalled = json.getLongValue();
            case "flags" -> takeFlags(json);
            default -> json.skipChildren();
        }
    }

    private void takeHeaders(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            headers.put(name, json.getString());
        }
    }

    private void takeBody(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            body = name.equals("b64") ? json.getBinaryValue() : json.getString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private void takeTimes(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_NUMBER_INT) {
                instants.put(name, json.getLongValue());
            } else {
                due = value == JsonToken.VALUE_TRUE ? Times.Due.AS_PLANNED : Times.Due.WHEN_FREE;
            }
        }
    }

    private static long[] numbers(JsonParser json) {
        long[] numbers = new long[USUAL_STAMPS];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
            numbers[count++] = json.getLongValue();
        }
        return count == numbers.length ? numbers : Arrays.copyOf(numbers, count);
    }

    private void takeFlags(JsonParser json) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            flags.add(json.getString());
        }
    }

    private Times times(long shift) {
        return new Times(
                instant("plan", shift),
                instant("permit", shift),
                instant("start", shift),
                seen("sent", shift),
                seen("head", shift),
                seen("byte", shift),
                instant("end", shift),
                due,
                stalled);
    }

    private long instant(String name, long shift) {
        return instants.getOrDefault(name, 0L) + shift;
    }

    private @Nullable Long seen(String name, long shift) {
        Long instant = instants.get(name);
        return instant == null ? null : (Long) (instant + shift);
    }

    private RecordedAnswer answer(Times times, long[] stamped) {
        FailureKind failure =
                end.equals(AnswerRecord.COMPLETE) ? null : FailureKind.of(end).orElse(FailureKind.PROTOCOL);
        return new RecordedAnswer(request, stream, failure, detail, status, headers, body, times, stamped, flags);
    }
}
