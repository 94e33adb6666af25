package dev.promptmeter.archive;

import dev.promptmeter.compare.BaselineHead;
import dev.promptmeter.compare.BaselineHead.AskedModel;
import dev.promptmeter.compare.BaselineHead.Asking;
import dev.promptmeter.compare.BaselineHead.JudgedBy;
import dev.promptmeter.compare.BaselineHead.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The first line of a baseline file. */
public final class BaselineHeadJson {

    private static final String ANSWERS = "answers";
    private static final String METRICS = "metricsVersion";
    private static final int BEFORE_IT_WAS_NAMED = 1;

    private BaselineHeadJson() {}

    /**
     * {@return the line, without its end}
     *
     * @param answers how many lines of answers follow, so that a file that was cut is not taken for a smaller one
     */
    public static String line(BaselineHead head, int answers) {
        byte[] json = Json.object(out -> {
            write(head, out);
            out.writeNumberProperty(ANSWERS, answers);
        });
        return BaselineForm.MARK + BaselineForm.VERSION + " " + new String(json, StandardCharsets.UTF_8);
    }

    private static void write(BaselineHead head, JsonGenerator json) {
        json.writeStringProperty("suite", head.suite());
        if (head.label() != null) {
            json.writeStringProperty("name", head.label());
        }
        Origin origin = head.origin();
        json.writeStringProperty("run", origin.run());
        json.writeStringProperty("startedAt", origin.startedAt().toString());
        json.writeStringProperty("tool", origin.tool());
        json.writeNumberProperty("statsVersion", origin.statistics());
        json.writeNumberProperty(METRICS, origin.metrics());
        json.writeStringProperty("verdict", origin.verdict());
        texts("caveats", origin.caveats(), json);
        if (origin.unusableTimes() != null) {
            json.writeStringProperty("unusableTimes", origin.unusableTimes());
        }
        texts("accepted", head.accepted(), json);
        json.writeObjectPropertyStart("load");
        json.writeStringProperty("kind", head.asking().loop());
        json.writeNumberProperty("concurrency", head.asking().concurrency());
        json.writeEndObject();
        json.writeNumberProperty("repeat", head.asking().repeat());
        json.writeNumberProperty("maxErrorRate", head.asking().maxErrorRate());
        json.writeArrayPropertyStart("models");
        head.models().forEach(model -> write(model, json));
        json.writeEndArray();
        texts("prompts", head.prompts(), json);
        texts("checks", head.judging().checks(), json);
        texts("scorers", head.judging().scorers(), json);
    }

    private static void write(AskedModel model, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", model.id());
        json.writeStringProperty("name", model.name());
        json.writeStringProperty("provider", model.provider());
        json.writeStringProperty("paramsSha", model.paramsSha());
        texts("reported", model.reported(), json);
        json.writeEndObject();
    }

    private static void texts(String name, Collection<String> texts, JsonGenerator json) {
        if (!texts.isEmpty()) {
            json.writeArrayPropertyStart(name);
            texts.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    private static void texts(String name, Map<String, String> texts, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    /**
     * {@return what that JSON says}
     *
     * @throws IllegalArgumentException if it lacks something or is not JSON, with the reason
     */
    static BaselineHead read(String text) {
        try {
            return read(Json.MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its JSON is broken: " + e.getOriginalMessage(), e);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("startedAt is no time: " + e.getParsedString(), e);
        }
    }

    /** {@return how many answers that JSON announces; empty if it does not say} */
    static OptionalInt answers(String text) {
        JsonNode answers = Json.MAPPER.readTree(text).path(ANSWERS);
        return answers.isInt() ? OptionalInt.of(answers.intValue()) : OptionalInt.empty();
    }

    private static BaselineHead read(JsonNode node) {
        Origin origin = new Origin(
                text(node, "run"),
                Instant.parse(text(node, "startedAt")),
                text(node, "tool"),
                whole(node, "statsVersion"),
                node.has(METRICS) ? whole(node, METRICS) : BEFORE_IT_WAS_NAMED,
                text(node, "verdict"),
                list(node.path("caveats")),
                node.has("unusableTimes") ? text(node, "unusableTimes") : null);
        JsonNode load = node.path("load");
        double maxErrorRate = node.path("maxErrorRate").asDouble(-1);
        if (!(maxErrorRate >= 0 && maxErrorRate <= 1)) {
            throw new IllegalArgumentException("'maxErrorRate' must be a number from 0 to 1");
        }
        return new BaselineHead(
                text(node, "suite"),
                node.has("name") ? text(node, "name") : null,
                origin,
                new Asking(text(load, "kind"), whole(load, "concurrency"), whole(node, "repeat"), maxErrorRate),
                node.path("models").valueStream().map(BaselineHeadJson::model).toList(),
                map(node.path("prompts")),
                new JudgedBy(map(node.path("checks")), map(node.path("scorers"))),
                list(node.path("accepted")));
    }

    private static AskedModel model(JsonNode node) {
        return new AskedModel(
                text(node, "id"),
                text(node, "name"),
                text(node, "provider"),
                text(node, "paramsSha"),
                new TreeSet<>(list(node.path("reported"))));
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isString()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no text");
        }
        return node.path(name).stringValue();
    }

    private static int whole(JsonNode node, String name) {
        if (!node.path(name).isInt() || node.path(name).intValue() < 1) {
            throw new IllegalArgumentException("'" + name + "' is missing or no whole number above 0");
        }
        return node.path(name).intValue();
    }

    private static List<String> list(JsonNode node) {
        return node.valueStream().map(each -> each.asString("")).toList();
    }

    private static SortedMap<String, String> map(JsonNode node) {
        SortedMap<String, String> map = new TreeMap<>();
        node.properties().forEach(each -> map.put(each.getKey(), each.getValue().asString("")));
        return map;
    }
}
