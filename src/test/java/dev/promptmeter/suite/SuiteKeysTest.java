package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.promptmeter.SuiteLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteKeysTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SuiteSchema.schema().toString(), InputFormat.JSON);

    @TempDir
    private Path root;

    static List<KeyCase> keys() {
        return KeyCase.all();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyTakesWhatItsRangeHoldsAndSaysWhatIsWrongWithTheRest(KeyCase key) {
        List<String> typing = typingFaults(key.yaml());

        if (key.accepted()) {
            assertThat(typing).isEmpty();
        } else {
            String code = key.outcome().replaceFirst("^~", "").substring(0, 7);
            String text = key.outcome().replaceFirst("^~?PM-[0-9]{4} ", "");
            assertThat(typing)
                    .first()
                    .asString()
                    .startsWith(code + "  promptmeter.yaml:")
                    .endsWith(text);
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theSchemaAgreesWithTheReader(KeyCase key) {
        boolean accepted = SCHEMA.validate(key.yaml(), InputFormat.YAML).isEmpty();

        assertThat(accepted).isEqualTo(typingFaults(key.yaml()).isEmpty() || !key.schemaKnows());
    }

    @AfterAll
    static void count() {
        try (SuiteLine line = SuiteLine.begin(23, "suite loader", 23)) {
            KeyCase.all().forEach(each -> line.count());
        }
    }

    @Test
    void thereAreEnoughCasesOfEachKind() {
        assertThat(KeyCase.all()).hasSizeGreaterThan(200);
        assertThat(KeyCase.all().stream().filter(KeyCase::accepted).count()).isBetween(90L, 160L);
    }

    /** What the stage "type and range" says, without files. */
    private List<String> typingFaults(String yaml) {
        Findings findings = new Findings();
        try {
            SuiteSection.SHAPE.read(YamlTree.read(yaml, "promptmeter.yaml"), "", findings);
            findings.throwIfAny();
            return List.of();
        } catch (SuiteException e) {
            return Suites.shown(root, e.problems());
        }
    }
}
