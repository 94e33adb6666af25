package dev.promptmeter.score;

import com.google.re2j.Pattern;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.SchemaLoader;
import dev.promptmeter.score.json.Work;
import java.util.List;
import java.util.Locale;

/**
 * The JSON Schema library, set up so that it fetches nothing, speaks one language everywhere and ends. Apart from
 * {@link JsonSchema} because loading it takes a noticeable part of a short run.
 */
final class SchemaLibrary {

    // About a second of work.
    private static final long MOST_STEPS = 5_000_000;

    // Each step of a pattern is looked at once per character.
    private static final long MOST_PATTERN_WORK = 50_000_000L;

    // A schema can refer to itself without end; enough for the deepest value that we read.
    private static final int DEEPEST = 2_000;

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .regularExpressionFactory(SchemaLibrary::pattern)
            .build();

    // These ship with the library.
    private static final Pattern META_SCHEMA_HOME = Pattern.compile("https?://json-schema\\.org/");

    private static final SchemaRegistry META_SCHEMAS = registry();

    static final ExecutionConfig LIMITS = ExecutionConfig.builder()
            .locale(Locale.ROOT)
            .failFast(true)
            .maxEvaluationSteps(MOST_STEPS)
            .maxEvaluationDepth(DEEPEST)
            .build();

    private SchemaLibrary() {}

    private static RegularExpression pattern(String written) {
        Pattern pattern = Patterns.compile(written);
        return text -> {
            Work.of(MOST_PATTERN_WORK).spend((long) pattern.programSize() * text.length());
            return pattern.matcher(text).find();
        };
    }

    /** {@return a registry for one schema: in a shared one the schema of one row could refer to that of another by its id} */
    static SchemaRegistry registry() {
        SchemaLoader offline = SchemaLoader.builder()
                .fetchRemoteResources(false)
                .allow(iri -> META_SCHEMA_HOME.matcher(iri.toString()).lookingAt())
                .build();
        return SchemaRegistry.withDialects(
                List.of(
                        Dialects.getDraft202012(),
                        Dialects.getDraft201909(),
                        Dialects.getDraft7(),
                        Dialects.getDraft6(),
                        Dialects.getDraft4()),
                builder -> builder.schemaRegistryConfig(CONFIG)
                        .defaultDialectId(SpecificationVersion.DRAFT_2020_12.getDialectId())
                        .schemaLoader(offline));
    }

    /** {@return the schema that schemas of the same dialect conform to} */
    static Schema metaSchemaOf(Schema schema) {
        return META_SCHEMAS.getSchema(
                SchemaLocation.of(schema.getSchemaContext().getDialect().getId()));
    }
}
