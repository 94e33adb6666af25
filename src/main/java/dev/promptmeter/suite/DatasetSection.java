package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.run.Selection.Sample;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of {@code datasets} as written. A null part was not written.
 *
 * @param place where its file is named
 * @param delimiter null for the default of the file's name
 * @param prompts globs of prompt ids; empty for all
 * @param models globs of model ids; empty for all
 */
record DatasetSection(
        Place place,
        @Nullable String id,
        String file,
        Map<String, String> vars,
        @Nullable Sample sample,
        @Nullable Integer limit,
        @Nullable String filter,
        DatasetSpec.@Nullable Format format,
        @Nullable Character delimiter,
        String encoding,
        DatasetSpec.Escape escape,
        DatasetSpec.Ragged ragged,
        DatasetSpec.Braces braces,
        @Nullable String idColumn,
        @Nullable String clusterColumn,
        List<String> variables,
        DatasetSpec.Limits limits,
        @Nullable Double threshold,
        List<CheckSection> checks,
        List<String> prompts,
        List<String> models) {

    private static final Key<Long> FILE_SIZE =
            Key.optional("fileSize", Quantities.size("1KB", "1GiB")).or("1GiB");
    private static final Key<Integer> CELL = Key.optional(
                    "cell", Quantities.size("1KB", "4MiB").map(Long::intValue))
            .or("4MiB");
    private static final Key<Integer> RECORD = Key.optional(
                    "record", Quantities.size("1KB", "16MiB").map(Long::intValue))
            .or("16MiB");
    private static final Key<Integer> COLUMNS =
            Key.optional("columns", Scalars.integer(1, 1000)).or("1000");
    private static final Shape<DatasetSpec.Limits> LIMITS_SHAPE = Fields.of(FILE_SIZE, CELL, RECORD, COLUMNS)
            .as(values -> new DatasetSpec.Limits(
                    values.get(FILE_SIZE), values.get(CELL), values.get(RECORD), values.get(COLUMNS)));

    private static final Shape<String> COLUMN = Scalars.text(1, 1000);
    private static final Shape<List<String>> GLOBS = Shapes.list(Scalars.text(1, 256), 1, 64);

    private static final Key<String> ID = Key.optional("id", Scalars.id());
    private static final Key<String> FILE = Key.required("file", Scalars.text(1, 4096));
    private static final Key<Map<String, String>> VARS =
            Key.optional("vars", Shapes.map(Scalars.text())).orElse(Map.of());
    private static final Key<Sample> SAMPLE = Key.optional("sample", SampleSection.SHAPE);
    private static final Key<Integer> LIMIT = Key.optional("limit", Scalars.integer(1, Integer.MAX_VALUE));
    private static final Key<String> FILTER = Key.optional("filter", Scalars.text(1, 10_000));
    private static final Key<DatasetSpec.Format> FORMAT =
            Key.optional("format", Scalars.word(DatasetSpec.Format.class));
    private static final Key<Character> DELIMITER = Key.optional("delimiter", delimiterShape());
    private static final Key<String> ENCODING =
            Key.optional("encoding", encodingShape()).or("UTF-8");
    private static final Key<DatasetSpec.Escape> ESCAPE =
            Key.optional("escape", Scalars.word(DatasetSpec.Escape.class)).or("none");
    private static final Key<DatasetSpec.Ragged> RAGGED =
            Key.optional("ragged", Scalars.word(DatasetSpec.Ragged.class)).or("error");
    private static final Key<DatasetSpec.Braces> BRACES =
            Key.optional("braces", Scalars.word(DatasetSpec.Braces.class)).or("error");
    private static final Key<String> ID_COLUMN = Key.optional("idColumn", COLUMN);
    private static final Key<String> CLUSTER_COLUMN = Key.optional("clusterColumn", COLUMN);
    private static final Key<List<String>> VARIABLES =
            Key.optional("variables", Shapes.list(COLUMN)).orElse(List.of());
    private static final Key<DatasetSpec.Limits> LIMITS = Key.implied("limits", LIMITS_SHAPE);
    private static final Key<Double> THRESHOLD = Key.optional("threshold", Scalars.threshold());
    private static final Key<List<CheckSection>> CHECKS = Key.optional(
                    "checks", Shapes.list(CheckSection.shape(Check.Level.DATASET)))
            .orElse(List.of());
    private static final Key<List<String>> PROMPTS =
            Key.optional("prompts", GLOBS).orElse(List.of());
    private static final Key<List<String>> MODELS =
            Key.optional("models", GLOBS).orElse(List.of());

    static final Shape<DatasetSection> SHAPE = Fields.of(
                    ID,
                    FILE,
                    VARS,
                    SAMPLE,
                    LIMIT,
                    FILTER,
                    FORMAT,
                    DELIMITER,
                    ENCODING,
                    ESCAPE,
                    RAGGED,
                    BRACES,
                    ID_COLUMN,
                    CLUSTER_COLUMN,
                    VARIABLES,
                    LIMITS,
                    THRESHOLD,
                    CHECKS,
                    PROMPTS,
                    MODELS)
            .as(DatasetSection::of);

    private static DatasetSection of(Values values) {
        return new DatasetSection(
                values.place(FILE),
                values.find(ID),
                values.get(FILE),
                values.get(VARS),
                values.find(SAMPLE),
                values.find(LIMIT),
                values.find(FILTER),
                values.find(FORMAT),
                values.find(DELIMITER),
                values.get(ENCODING),
                values.get(ESCAPE),
                values.get(RAGGED),
                values.get(BRACES),
                values.find(ID_COLUMN),
                values.find(CLUSTER_COLUMN),
                values.get(VARIABLES),
                values.get(LIMITS),
                values.find(THRESHOLD),
                values.get(CHECKS),
                values.get(PROMPTS),
                values.get(MODELS));
    }

    static Shape<Character> delimiterShape() {
        return new ScalarShape<>(
                "one character, tab or auto",
                ScalarShape.Quotes.DO_NOT_MATTER,
                text -> switch (text) {
                    case "tab" -> ScalarShape.Reading.of('\t');
                    case "auto" -> ScalarShape.Reading.of(DatasetSpec.AUTO);
                    default ->
                        text.matches("[^\"\\\\\\r\\n]")
                                ? ScalarShape.Reading.of(text.charAt(0))
                                : ScalarShape.Reading.unexpected();
                },
                Json.pattern("tab|auto|[^\"\\\\\\r\\n]"));
    }

    static Shape<String> encodingShape() {
        return new ScalarShape<>(
                "the name of a character set such as UTF-8",
                ScalarShape.Quotes.DO_NOT_MATTER,
                text -> {
                    try {
                        return Charset.isSupported(text)
                                ? ScalarShape.Reading.of(text)
                                : ScalarShape.Reading.unexpected("this Java knows no character set '" + text + "'");
                    } catch (IllegalCharsetNameException e) {
                        return ScalarShape.Reading.unexpected();
                    }
                },
                Json.pattern("[A-Za-z0-9][A-Za-z0-9+.:_-]*"));
    }
}
