package dev.promptmeter.score;

import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.resource.SchemaLoader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A JSON Schema that was checked, compiled and cut off from every network. Draft 2020-12 unless it names another. */
final class JsonSchema {

    private static final int LONGEST = 1 << 20;

    // About a second of work.
    private static final long MOST_STEPS = 5_000_000;

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .regularExpressionFactory(JsonSchema::pattern)
            .build();

    private static final ExecutionConfig LIMITS = ExecutionConfig.builder()
            .locale(Locale.ROOT)
            .failFast(true)
            .maxEvaluationSteps(MOST_STEPS)
            .build();

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    private static com.networknt.schema.regex.RegularExpression pattern(String written) {
        Pattern pattern = Patterns.compile(written);
        return text -> pattern.matcher(text).find();
    }

    /**
     * {@return the schema in that value: a map, or the text of one; empty if there is no value}
     *
     * @throws CheckException PM-1405 if it is not a JSON Schema, or refers to something outside
     */
    static Optional<JsonSchema> of(Arguments arguments) {
        JsonNode value = arguments.value();
        return value == null ? Optional.empty() : Optional.of(of(value.isString() ? parsed(value.stringValue()) : value));
    }

    private static JsonNode parsed(String text) {
        if (text.length() > LONGEST) {
            throw refused("is longer than 1 MiB");
        }
        try {
            return StrictJson.whole(text);
        } catch (JacksonException e) {
            throw refused("is not JSON: " + StrictJson.fault(e));
        }
    }

    private static JsonSchema of(JsonNode node) {
        if (!node.isObject() && !node.isBoolean()) {
            throw refused("is neither an object nor true or false");
        }
        SchemaReferences.refuseOutside(node);
        try {
            SchemaRegistry registry = registry();
            Schema schema = registry.getSchema(node);
            refuseMistakes(registry, schema, node);
            schema.initializeValidators();
            return new JsonSchema(schema);
        } catch (SchemaException e) {
            throw refused("cannot be used: " + Excerpt.limit(Excerpt.visible(String.valueOf(e.getMessage())), 2 * Excerpt.WIDTH));
        }
    }

    /** One for each schema: a shared one would let the schema of one row refer to that of another by its id. */
    private static SchemaRegistry registry() {
        return SchemaRegistry.withDialects(
                List.of(
                        Dialects.getDraft202012(),
                        Dialects.getDraft201909(),
                        Dialects.getDraft7(),
                        Dialects.getDraft6(),
                        Dialects.getDraft4()),
                builder -> builder.schemaRegistryConfig(CONFIG)
                        .defaultDialectId(SpecificationVersion.DRAFT_2020_12.getDialectId())
                        .schemaLoader(SchemaLoader.builder().fetchRemoteResources(false).build()));
    }

    private static void refuseMistakes(SchemaRegistry registry, Schema schema, JsonNode node) {
        String dialect = schema.getSchemaContext().getDialect().getId();
        Schema meta = registry.getSchema(SchemaLocation.of(dialect));
        List<Error> errors = meta.validate(node);
        if (!errors.isEmpty()) {
            throw refused("is no schema: " + words(errors.get(0)));
        }
    }

    private static String words(Error error) {
        String place = error.getInstanceLocation().toString();
        String message = Excerpt.limit(Excerpt.visible(error.getMessage()), 2 * Excerpt.WIDTH);
        return place.isEmpty() ? message : "at " + Excerpt.limit(Excerpt.visible(place), Excerpt.WIDTH) + ": " + message;
    }

    private static CheckException refused(String predicate) {
        return new CheckException("PM-1405", "the JSON Schema " + predicate);
    }

    /** {@return whether that value conforms, and if not, why} */
    Score judge(JsonNode value) {
        try {
            List<Error> errors = schema.validate(value, context -> context.setExecutionConfig(LIMITS));
            return errors.isEmpty() ? Score.pass("conforms to the schema") : Score.fail(words(errors.get(0)));
        } catch (ValidationLimitExceededException e) {
            return new Score.Unscored("comparing with the schema took too much work");
        }
    }
}
