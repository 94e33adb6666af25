package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the catalogue of hostile and odd inputs: what is expected of it, and what holds of all of them. */
class BadInputsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long SEED = TestScale.seed(26);
    private static SuiteLine line;
    private static SuiteLine locales;

    @TempDir
    Path folder;

    private final String key = "canary" + Long.toHexString(new Random().nextLong()) + "ffffffffffffffff";

    @BeforeAll
    static void begin() {
        line = SuiteLine.begin(26, "bad inputs", SEED);
        locales = SuiteLine.begin(29, "locale and encoding, bad inputs", SEED);
    }

    @AfterAll
    static void end() {
        line.close();
        if (locales.cases() > 0) {
            locales.close();
        }
    }

    private BadInputRun carryOut(BadInput row, String name) {
        return Assertions.assertTimeoutPreemptively(
                DEADLINE, () -> BadInputRun.of(row, folder.resolve(name), key), row + " ends by itself");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blackbox.BadInput#all")
    void comesToWhatIsExpected(BadInput row) throws Exception {
        row.text("waits").ifPresent(reason -> Assumptions.abort(row + " waits: " + reason));
        line.count();
        if (row.row().has("test")) {
            for (String test : row.texts("test")) {
                assertThatItIsRun(test);
            }
            return;
        }
        BadInputRun run = carryOut(row, "first");

        Expected.of(row, run);
        Invariants.hold(row, run, key);
        if (run.ended().code() == 2 || TestScale.of(0, 1) == 1) {
            int again = carryOut(row, "second").ended().code();
            assertThat(again).as("the second time").isEqualTo(run.ended().code());
        }
    }

    /** A row that another test of the ordinary build is about; it would not count if somebody switched that off. */
    private static void assertThatItIsRun(String test) throws ClassNotFoundException {
        String[] parts = test.split("#");
        Class<?> type = Class.forName(parts[0]);
        List<Method> named = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(parts[1]))
                .toList();
        assertThat(named).as(test).hasSize(1);
        assertThat(Arrays.stream(named.get(0).getAnnotations())
                        .map(each -> each.annotationType().getSimpleName()))
                .as(test)
                .containsAnyOf("Test", "ParameterizedTest")
                .doesNotContain("Disabled", "Tag");
        assertThat(type.isAnnotationPresent(Disabled.class)).isFalse();
    }

    static Stream<BadInput> varied() {
        return BadInput.all().filter(row -> !row.row().has("test") && !row.row().has("waits"));
    }

    /** Its neighbours: the same with something changed somewhere. What comes of them nobody says, but the rules hold. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("varied")
    void itsVariationsKeepTheRules(BadInput row) throws IOException {
        int variations = TestScale.of(0, 20);
        for (int i = 0; i < variations; i++) {
            BadInput varied = Variations.of(row, new Random(SEED * 31 + row.id().hashCode() * 1_000L + i));

            Invariants.hold(varied, carryOut(varied, "variation-" + i), key);

            line.count();
        }
    }

    /** The same in places where letters, digits and calendars are others. */
    @Tag("nightly")
    @ParameterizedTest(name = "{0}")
    @MethodSource("varied")
    void comesToTheSameWhereverPeopleWriteInAnotherWay(BadInput row) throws IOException {
        for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "de-DE")) {
            BadInputRun run = BadInputRun.of(row, folder.resolve(tag), key, Locale.forLanguageTag(tag));

            Expected.of(row, run);
            Invariants.hold(row, run, key);

            locales.count();
        }
    }

    /** A process that knows ASCII alone, as many a container does. */
    @Tag("nightly")
    @Test
    void comesToTheSameInAPoorLocale() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), "blackbox.BadInputChild"));
        command.add(folder.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Path said = folder.resolve("said.txt");

        int code = builder.redirectOutput(said.toFile()).start().waitFor();

        assertThat(code).as(Program.text(said)).isZero();
        varied().forEach(row -> locales.count());
    }

    @Test
    void noRowOfTheCatalogueIsMissing() {
        Set<String> catalogue = new TreeSet<>();
        add(catalogue, "csv", 27);
        add(catalogue, "suite", 18);
        add(catalogue, "http", 39);
        add(catalogue, "sse", 17);
        add(catalogue, "net", 9);
        add(catalogue, "env", 10);
        add(catalogue, "fs", 13);
        add(catalogue, "out", 8);
        add(catalogue, "chk", 5);
        Set<String> written = BadInput.all().map(BadInput::number).collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).isEqualTo(catalogue);
        assertThat(BadInput.all().map(BadInput::id)).doesNotHaveDuplicates();
    }

    private static void add(Set<String> catalogue, String section, int rows) {
        IntStream.rangeClosed(1, rows).forEach(i -> catalogue.add(String.format(Locale.ROOT, "%s-%02d", section, i)));
    }
}
