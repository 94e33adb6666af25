package dev.promptmeter.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A dataset file for one test, and what comes of reading it. */
final class Fixture {

    static final UnaryOperator<DatasetSpec.Builder> AS_IT_IS = spec -> spec;

    /** Check maps of tests have a type, perhaps a text, perhaps parts, and no other key. */
    static final Notation NOTATION = new Notation(new TestVocabulary(), Fixture::check);

    private final Path file;

    Fixture(Path folder) {
        this(folder, "d.csv");
    }

    Fixture(Path folder, String name) {
        this.file = folder.resolve(name);
    }

    private static Check check(JsonNode map, Source source, Consumer<Problem> problems) {
        if (!map.path("type").isString()) {
            problems.accept(Problem.of("PM-1106", source, "key 'type' is missing"));
            return null;
        }
        List<Check> parts = map.path("checks")
                .valueStream()
                .map(part -> check(part, source, problems))
                .toList();
        Check check = Check.of(map.path("type").stringValue(), map.path("value").asString(null))
                .withParts(parts);
        return check.from(new Check.Origin(source, check.origin().text(), Check.Level.ROW));
    }

    Path file() {
        return file;
    }

    Fixture holding(String text) {
        return holding(text.getBytes(UTF_8));
    }

    Fixture holding(byte[] bytes) {
        try {
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DatasetSpec.Builder spec() {
        return DatasetSpec.builder("d", file).shownAs(file.getFileName().toString());
    }

    DatasetFile scan(UnaryOperator<DatasetSpec.Builder> change) {
        return DatasetFile.scan(change.apply(spec()).build(), NOTATION, row -> List.of());
    }

    List<Row> rows(UnaryOperator<DatasetSpec.Builder> change) {
        return rowsOf(scan(change));
    }

    List<Row> rows() {
        return rows(AS_IT_IS);
    }

    Row only() {
        List<Row> rows = rows();
        if (rows.size() != 1) {
            throw new AssertionError("one row expected: " + rows);
        }
        return rows.get(0);
    }

    List<Problem> problems(UnaryOperator<DatasetSpec.Builder> change) {
        try {
            scan(change);
            return List.of();
        } catch (DatasetException e) {
            return e.problems();
        }
    }

    List<Problem> problems() {
        return problems(AS_IT_IS);
    }

    static List<Row> rowsOf(Dataset dataset) {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = dataset.open()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** {@return the lines of a resource of cases, split at tabs; empty lines and lines that begin with {@code #} are comments} */
    static Stream<String[]> cases(String resource) {
        try (var in = Fixture.class.getResourceAsStream("/dataset/" + resource)) {
            String text = new String(in.readAllBytes(), UTF_8);
            return text.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the bytes behind a text in which {@code \n \r \t \0 \\} and {@code \xHH} stand for single bytes} */
    static byte[] bytes(String escaped) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) != '\\') {
                out.writeBytes(
                        escaped.substring(i, escaped.offsetByCodePoints(i, 1)).getBytes(UTF_8));
                i = escaped.offsetByCodePoints(i, 1) - 1;
            } else if (escaped.charAt(++i) == 'x') {
                out.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                String named = "n\nr\rt\t0\0\\\\";
                out.writeBytes(named.substring(named.indexOf(escaped.charAt(i)) + 1)
                        .substring(0, 1)
                        .getBytes(ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\0", "\\0");
    }
}
