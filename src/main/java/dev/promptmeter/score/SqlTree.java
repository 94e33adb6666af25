package dev.promptmeter.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.parser.CCJSqlParserTreeConstants;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/** Finds the names in a parsed statement, wherever they stand in it. */
final class SqlTree {

    private static final String ALL = "*";

    /** What names a table: its alias, its own name, its full name. */
    private final Map<String, String> tables = new HashMap<>();

    private final Set<String> named = new LinkedHashSet<>();
    private final Set<Table> sources = new LinkedHashSet<>();
    private final Set<String> aliases = new HashSet<>();
    private final Set<Column> columns = new LinkedHashSet<>();
    private final Set<SqlNames.Column> found = new LinkedHashSet<>();
    private final Set<Node> stars = new LinkedHashSet<>();

    /** Whether a query in WITH may read itself. */
    enum Recursion {
        /** Only behind the word RECURSIVE. */
        STATED,
        /** Always. */
        IMPLIED
    }

    private final Recursion recursion;

    SqlTree(Node root, Recursion recursion) {
        this.recursion = recursion;
        collect(root, Set.of());
    }

    /** Takes the names that WITH has given to queries and that can be seen there; anywhere else they name tables. */
    private void collect(Node node, Set<String> given) {
        Object value = node.jjtGetValue();
        if (node.getId() == CCJSqlParserTreeConstants.JJTCOLUMN && value instanceof Column column) {
            columns.add(column);
        } else if (node.getId() == CCJSqlParserTreeConstants.JJTTABLENAME && value instanceof Table table) {
            source(node, table, given);
        } else if (node.getId() == CCJSqlParserTreeConstants.JJTSELECTITEM && value instanceof SelectItem<?> item) {
            selected(node, item);
        }
        children(node, given);
    }

    private void children(Node node, Set<String> given) {
        Set<String> seen = given;
        boolean recursive = recursion == Recursion.IMPLIED;
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            Node child = node.jjtGetChild(i);
            if (child.getId() == CCJSqlParserTreeConstants.JJTWITHITEM) {
                Set<String> before = seen;
                seen = new HashSet<>(before);
                seen.add(SqlRules.plain(nameOf(child)));
                recursive |= recursive(child);
                collect(child, recursive ? seen : before);
            } else {
                collect(child, seen);
            }
        }
    }

    /** The table of {@code orders.*} is a reference and no source. */
    private void source(Node node, Table table, Set<String> given) {
        Node parent = node.jjtGetParent();
        boolean reference = parent != null && parent.jjtGetValue() instanceof AllColumns;
        if (!reference && !given.contains(SqlRules.plain(table.getFullyQualifiedName()))) {
            sources.add(table);
        }
    }

    private static String nameOf(Node withItem) {
        Token first = withItem.jjtGetFirstToken();
        return recursive(withItem) ? first.next.image : first.image;
    }

    private static boolean recursive(Node withItem) {
        Token first = withItem.jjtGetFirstToken();
        return first.image.equalsIgnoreCase("RECURSIVE") && first.next != null;
    }

    private void selected(Node node, SelectItem<?> item) {
        Alias alias = item.getAlias();
        if (alias != null) {
            aliases.add(SqlRules.plain(alias.getName()));
        }
        if (item.getExpression() instanceof AllColumns) {
            stars.add(node);
        }
    }

    /** {@return tables but for those that the statement makes itself, and columns but for names that it gives itself} */
    SqlNames names() {
        for (Table table : sources) {
            String full = SqlRules.plain(table.getFullyQualifiedName());
            named.add(full);
            tables.put(full, full);
            tables.put(SqlRules.plain(table.getName()), full);
            if (table.getAlias() != null) {
                tables.put(SqlRules.plain(table.getAlias().getName()), full);
            }
        }
        columns.forEach(column -> add(column.getTable(), SqlRules.plain(column.getColumnName())));
        stars.forEach(star -> {
            boolean ofOne = ((SelectItem<?>) star.jjtGetValue()).getExpression() instanceof AllTableColumns;
            add(ofOne ? owner(star) : null, ALL);
        });
        return new SqlNames(named, found);
    }

    private static @Nullable Table owner(Node star) {
        return ((AllTableColumns) ((SelectItem<?>) star.jjtGetValue()).getExpression()).getTable();
    }

    private void add(@Nullable Table qualifier, String name) {
        if (qualifier == null || qualifier.getName() == null) {
            if (!aliases.contains(name)) {
                found.add(new SqlNames.Column(Set.copyOf(named), name));
            }
            return;
        }
        String owner = tables.get(SqlRules.plain(qualifier.getFullyQualifiedName()));
        // A name of none of the tables is one that a subquery was given, and its own columns are found there.
        if (owner != null) {
            found.add(new SqlNames.Column(Set.of(owner), name));
        }
    }
}
