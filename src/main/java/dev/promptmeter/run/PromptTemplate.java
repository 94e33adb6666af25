package dev.promptmeter.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Text with {@code {{name}}} left open. One pass: a value that is put in is never looked at again. */
public final class PromptTemplate {

    private final List<Piece> pieces;
    private final @Nullable String whenBlank;

    private PromptTemplate(List<Piece> pieces, @Nullable String whenBlank) {
        this.pieces = List.copyOf(pieces);
        this.whenBlank = whenBlank;
    }

    /**
     * A stretch of a template.
     *
     * @param text literal text, or the name of a variable
     * @param variable whether it is the name of a variable
     */
    record Piece(String text, boolean variable) {}

    /**
     * {@return the template of that text}
     *
     * @throws TemplateException if braces do not close, are empty, or hold more than a name
     */
    public static PromptTemplate parse(String text) {
        return new PromptTemplate(TemplateParser.parse(text), null);
    }

    /** {@return a template without variables, whatever braces the text holds} */
    public static PromptTemplate literal(String text) {
        return new PromptTemplate(List.of(new Piece(text, false)), null);
    }

    /** {@return the same template, with a text that stands in for rows where it comes out blank} */
    public PromptTemplate whenBlank(String text) {
        return new PromptTemplate(pieces, text);
    }

    /** {@return the names it uses, in order of first use} */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        pieces.stream().filter(Piece::variable).forEach(piece -> names.add(piece.text()));
        return names;
    }

    /** {@return whether it has no text of its own} */
    public boolean onlyVariables() {
        return !pieces.isEmpty()
                && pieces.stream()
                        .allMatch(piece -> piece.variable() || piece.text().isBlank());
    }

    /**
     * {@return the text of one row}
     *
     * @throws IllegalArgumentException if a variable has no value
     */
    public String render(Map<String, String> vars) {
        return render(vars, UnaryOperator.identity());
    }

    /**
     * {@return the text of one row, each value changed before it is put in}
     *
     * @throws IllegalArgumentException if a variable has no value
     */
    String render(Map<String, String> vars, UnaryOperator<String> change) {
        String text = filled(vars, change);
        return whenBlank != null && text.isBlank() ? whenBlank : text;
    }

    private String filled(Map<String, String> vars, UnaryOperator<String> change) {
        if (pieces.size() == 1) {
            return text(pieces.get(0), vars, change);
        }
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            out.append(text(piece, vars, change));
        }
        return out.toString();
    }

    private static String text(Piece piece, Map<String, String> vars, UnaryOperator<String> change) {
        return piece.variable() ? change.apply(value(piece, vars)) : piece.text();
    }

    private static String value(Piece piece, Map<String, String> vars) {
        String value = vars.get(piece.text());
        if (value == null) {
            throw new IllegalArgumentException("variable '" + piece.text() + "' has no value");
        }
        return value;
    }

    /** {@return the template as one would write it, and after it the text that stands in where it is blank} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            if (!piece.variable()) {
                out.append(
                        piece.text().replace("{{", "\\{{").replace("{%", "\\{%").replace("{#", "\\{#"));
            } else {
                // A backslash before braces would make them literal.
                out.append(out.length() > 0 && out.charAt(out.length() - 1) == '\\' ? "\\" : "");
                out.append("{{").append(piece.text()).append("}}");
            }
        }
        return whenBlank == null ? out.toString() : out + " (where blank: " + whenBlank + ")";
    }
}
