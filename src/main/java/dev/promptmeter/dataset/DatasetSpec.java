package dev.promptmeter.dataset;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which file to read as a dataset and how, as a suite or the command line says it.
 *
 * @param id its id in the suite
 * @param file where it lies
 * @param shown the path as the user gave it, for messages
 * @param mode what the columns {@code prompt}, {@code expected} and {@code system} mean
 * @param format what the file consists of
 * @param delimiter between cells, or {@link #AUTO}
 * @param encoding name of the character set where no byte order mark says otherwise
 * @param escape whether a backslash escapes
 * @param ragged what a row with too few cells is
 * @param braces what a column name in double braces is inside an expectation
 * @param idColumn the column that holds the row ids, {@link #CONTENT_IDS}, or null for {@code __id}, else {@code id}, else content ids
 * @param clusterColumn the column whose equal values mark rows that belong together; null for none
 * @param variables columns to take as variables although their names look like a mistake
 * @param structured variables whose value may be an array or an object in JSON Lines
 * @param limits what a file may not exceed
 */
public record DatasetSpec(
        String id,
        Path file,
        String shown,
        Mode mode,
        Format format,
        char delimiter,
        String encoding,
        Escape escape,
        Ragged ragged,
        Braces braces,
        @Nullable String idColumn,
        @Nullable String clusterColumn,
        Set<String> variables,
        Set<String> structured,
        Limits limits) {

    /** The delimiter is found by looking at the first rows. */
    public static final char AUTO = '\0';

    /** The id column that stands for ids made from the content. */
    public static final String CONTENT_IDS = "none";

    /** What some column names mean. */
    public enum Mode {
        /** There is no suite: {@code expected} holds an expectation and is no variable. */
        SIMPLE,
        /** {@code prompt}, {@code expected} and {@code system} are ordinary variables. */
        SUITE
    }

    /** What a file consists of. */
    public enum Format {
        /** Records of cells under a header. */
        CSV,
        /** One JSON object per line, whose keys are the names of columns. */
        JSONL;

        /** {@return what a file of that name consists of} */
        static Format of(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.endsWith(".jsonl") || lower.endsWith(".ndjson") ? JSONL : CSV;
        }
    }

    /** How a quote is written inside a quoted cell. */
    public enum Escape {
        /** Doubled only; a backslash is an ordinary character. */
        NONE,
        /** Doubled, or after a backslash; {@code \n}, {@code \r}, {@code \t} are control characters. */
        BACKSLASH
    }

    /** What a row with fewer cells than the header is. */
    public enum Ragged {
        /** A fault. */
        ERROR,
        /** A row whose last cells are missing, which is not the same as empty. */
        ALLOW
    }

    /** What <code>{{name}}</code> with the name of a column is inside an expectation. */
    public enum Braces {
        /** A fault: cells are not templates. */
        ERROR,
        /** Text like any other. */
        LITERAL
    }

    /**
     * What a file may not exceed.
     *
     * @param fileBytes length of the file
     * @param cellBytes one cell in UTF-8
     * @param recordBytes one record in UTF-8
     * @param columns cells of a record
     */
    public record Limits(long fileBytes, int cellBytes, int recordBytes, int columns) {

        /** 1 GiB, 4 MiB, 16 MiB, 1,000 columns. */
        public static final Limits DEFAULT = new Limits(1L << 30, 4 << 20, 16 << 20, 1000);
    }

    /** Copies the names and refuses a delimiter that means something else. */
    public DatasetSpec {
        if (delimiter == '"'
                || delimiter == '\r'
                || delimiter == '\n'
                || Character.isSurrogate(delimiter)
                || delimiter == '\\' && escape == Escape.BACKSLASH) {
            throw new IllegalArgumentException("this character cannot be a delimiter: " + (int) delimiter);
        }
        variables = Set.copyOf(variables);
        structured = Set.copyOf(structured);
    }

    /** {@return a spec with every default, to be changed and built} */
    public static Builder builder(String id, Path file) {
        return new Builder(id, file);
    }

    /** Collects the parts of a spec; what is not set has the default of the dataset block. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final Path file;
        private String shown;
        private Mode mode = Mode.SUITE;
        private Format format;
        private char delimiter;
        private String encoding = "UTF-8";
        private Escape escape = Escape.NONE;
        private Ragged ragged = Ragged.ERROR;
        private Braces braces = Braces.ERROR;
        private @Nullable String idColumn;
        private @Nullable String clusterColumn;
        private Set<String> variables = Set.of();
        private Set<String> structured = Set.of();
        private Limits limits = Limits.DEFAULT;

        private Builder(String id, Path file) {
            this.id = id;
            this.file = file;
            this.shown = file.toString();
            this.format = Format.of(shown);
            this.delimiter = shown.toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : ',';
        }

        private Builder(DatasetSpec spec) {
            this.id = spec.id;
            this.file = spec.file;
            this.shown = spec.shown;
            this.mode = spec.mode;
            this.format = spec.format;
            this.delimiter = spec.delimiter;
            this.encoding = spec.encoding;
            this.escape = spec.escape;
            this.ragged = spec.ragged;
            this.braces = spec.braces;
            this.idColumn = spec.idColumn;
            this.clusterColumn = spec.clusterColumn;
            this.variables = spec.variables;
            this.structured = spec.structured;
            this.limits = spec.limits;
        }

        /** Names the file in messages as the user gave it. */
        public Builder shownAs(String path) {
            this.shown = path;
            return this;
        }

        /** Chooses between a bare dataset and one of a suite. */
        public Builder mode(Mode chosen) {
            this.mode = chosen;
            return this;
        }

        /** Says what the file consists of, whatever its name. */
        public Builder format(Format chosen) {
            this.format = chosen;
            return this;
        }

        /** Sets what stands between cells, or {@link DatasetSpec#AUTO}. */
        public Builder delimiter(char chosen) {
            this.delimiter = chosen;
            return this;
        }

        /** Names the character set. */
        public Builder encoding(String name) {
            this.encoding = name;
            return this;
        }

        /** Says whether a backslash escapes. */
        public Builder escape(Escape chosen) {
            this.escape = chosen;
            return this;
        }

        /** Says what a short row is. */
        public Builder ragged(Ragged chosen) {
            this.ragged = chosen;
            return this;
        }

        /** Says what double braces in an expectation are. */
        public Builder braces(Braces chosen) {
            this.braces = chosen;
            return this;
        }

        /** Names the column of ids; null for the default. */
        public Builder idColumn(@Nullable String name) {
            this.idColumn = name;
            return this;
        }

        /** Names the column that groups rows; null for none. */
        public Builder clusterColumn(@Nullable String name) {
            this.clusterColumn = name;
            return this;
        }

        /** Names columns that are variables although they look like a mistake. */
        public Builder variables(Set<String> names) {
            this.variables = names;
            return this;
        }

        /** Names variables whose value may be an array or an object. */
        public Builder structured(Set<String> names) {
            this.structured = names;
            return this;
        }

        /** Sets other limits. */
        public Builder limits(Limits chosen) {
            this.limits = chosen;
            return this;
        }

        /** {@return the spec} */
        public DatasetSpec build() {
            return new DatasetSpec(
                    id,
                    file,
                    shown,
                    mode,
                    format,
                    delimiter,
                    encoding,
                    escape,
                    ragged,
                    braces,
                    idColumn,
                    clusterColumn,
                    variables,
                    structured,
                    limits);
        }
    }

    /** {@return a spec like this one, to be changed and built} */
    public Builder changed() {
        return new Builder(this);
    }

    /** {@return the same spec with the delimiter that was found} */
    DatasetSpec withDelimiter(char found) {
        return changed().delimiter(found).build();
    }
}
