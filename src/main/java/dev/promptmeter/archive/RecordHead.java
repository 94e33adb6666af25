package dev.promptmeter.archive;

import dev.promptmeter.run.CaseId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The few members of a record that a journal is indexed by; texts and bodies are passed over. What is absent is empty or 0. */
final class RecordHead {

    private static final int CASE_PARTS = 4;

    /** Looks for no duplicates: a line with a sound checksum is as we wrote it, and a run waits for this. */
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(Json.CONSTRAINTS).build();

    private final String[] parts = {"", "", "", ""};
    private long number;
    private String type = "";
    private String request = "";
    private String key = "";
    private String judged = "";
    private boolean cached;
    private String dataset = "";
    private String row = "";
    private int line;
    private int repeat;
    private long ended;

    private RecordHead() {}

    /**
     * {@return the head of the record in those bytes}
     *
     * @throws JacksonException if they are not one JSON object
     */
    static RecordHead of(byte[] bytes, int from, int length) {
        RecordHead head = new RecordHead();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                head.take(name, json);
            }
            // What follows the object is read too, so that it is noticed if it is not nothing.
            json.nextToken();
        }
        return head;
    }

    private void take(String name, JsonParser json) {
        switch (name) {
            case "n" -> number = json.getLongValue();
            case "t" -> type = json.getString();
            case "req" -> request = json.getString();
            case "key" -> key = json.getString();
            case "cached" -> cached = json.getBooleanValue();
            case "judge" -> judged = json.getString();
            case "dataset" -> dataset = json.getString();
            case "row" -> row = json.getString();
            case "line" -> line = json.getIntValue();
            case "repeat" -> repeat = json.getIntValue();
            case "case" -> takeCase(json);
            case "times" -> takeTimes(json);
            default -> json.skipChildren();
        }
    }

    private void takeCase(JsonParser json) {
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i < CASE_PARTS) {
                parts[i] = json.getString();
            }
        }
    }

    private void takeTimes(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean end = json.currentName().equals("end");
            json.nextToken();
            ended = end ? json.getLongValue() : ended;
        }
    }

    /** {@return sequence number} */
    long number() {
        return number;
    }

    String type() {
        return type;
    }

    /** {@return client request id} */
    String request() {
        return request;
    }

    /** {@return answer key} */
    String key() {
        return key;
    }

    /** {@return client request id of the answer that a judge is asked about} */
    String judged() {
        return judged;
    }

    /** {@return whether an answer comes from the cache} */
    boolean cached() {
        return cached;
    }

    String dataset() {
        return dataset;
    }

    String row() {
        return row;
    }

    /** {@return physical line of a row} */
    int line() {
        return line;
    }

    /** {@return the case of an intent or a score} */
    CaseId id() {
        return new CaseId(parts[0], parts[1], parts[2], parts[3], repeat);
    }

    /** {@return the instant at which an answer ended, nanoseconds} */
    long ended() {
        return ended;
    }
}
