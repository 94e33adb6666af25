package dev.promptmeter.score;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.ValidationLimitExceededException;
import dev.promptmeter.score.json.TooMuchWork;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A JSON Schema that was checked, compiled and cut off from every network. Draft 2020-12 unless it names another. */
final class JsonSchema {

    private static final int LONGEST = 1 << 20;
    private static final int WIDTH = 2 * Excerpt.WIDTH;

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * {@return the schema in the value of a check: a map, or the text of one; empty if there is no value}
     *
     * @throws CheckException PM-1405 if it is not a JSON Schema, or refers to something outside
     */
    static Optional<JsonSchema> of(Arguments arguments) {
        return Optional.ofNullable(arguments.value())
                .map(value -> of(value.isString() ? parsed(value.stringValue()) : value));
    }

    private static JsonNode parsed(String text) {
        if (text.length() > LONGEST) {
            throw refused("is longer than 1 MiB");
        }
        try {
            return StrictJson.whole(text);
        } catch (NotJson e) {
            throw refused("is not JSON: " + e.getMessage());
        }
    }

    static JsonSchema of(JsonNode node) {
        if (!node.isObject() && !node.isBoolean()) {
            throw refused("is neither an object nor true or false");
        }
        SchemaReferences.refuseOutside(node);
        try {
            Schema schema = SchemaLibrary.registry().getSchema(node);
            refuseMistakes(schema, node);
            schema.initializeValidators();
            return new JsonSchema(schema);
        } catch (SchemaException e) {
            if (e.getCause() instanceof CheckException pattern) {
                throw new CheckException(pattern.code(), "in the JSON Schema: " + pattern.getMessage());
            }
            throw refused("cannot be used: " + Excerpt.limit(Excerpt.visible(String.valueOf(e.getMessage())), WIDTH));
        }
    }

    private static void refuseMistakes(Schema schema, JsonNode node) {
        List<Error> errors = SchemaLibrary.metaSchemaOf(schema).validate(node);
        if (!errors.isEmpty()) {
            throw refused("is no schema: " + words(errors.get(0)));
        }
    }

    private static String words(Error error) {
        String place = Excerpt.limit(Excerpt.visible(error.getInstanceLocation().toString()), Excerpt.WIDTH);
        String message = Excerpt.limit(Excerpt.visible(error.getMessage()), WIDTH);
        return place.isEmpty() ? message : "at " + place + ": " + message;
    }

    private static CheckException refused(String predicate) {
        return new CheckException("PM-1405", "the JSON Schema " + predicate);
    }

    /** {@return whether that value conforms, and if not, why} */
    Score judge(JsonNode value) {
        try {
            List<Error> errors = schema.validate(value, context -> context.setExecutionConfig(SchemaLibrary.LIMITS));
            return errors.isEmpty() ? Score.pass("conforms to the schema") : Score.fail(words(errors.get(0)));
        } catch (ValidationLimitExceededException | TooMuchWork e) {
            return new Score.Unscored("comparing with the schema took too much work");
        } catch (StackOverflowError e) {
            return new Score.Unscored("comparing with the schema went too deep");
        }
    }
}
