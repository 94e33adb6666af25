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
    private final Set<String> made = new HashSet<>();
    private final Set<String> aliases = new HashSet<>();
    private final Set<Column> columns = new LinkedHashSet<>();
    private final Set<SqlNames.Column> found = new LinkedHashSet<>();
    private final Set<Node> stars = new LinkedHashSet<>();

    SqlTree(Node root) {
        collect(root);
    }

    private void collect(Node node) {
        Object value = node.jjtGetValue();
        if (node.getId() == CCJSqlParserTreeConstants.JJTCOLUMN && value instanceof Column column) {
            columns.add(column);
        } else if (node.getId() == CCJSqlParserTreeConstants.JJTTABLENAME && value instanceof Table table) {
            source(node, table);
        } else if (node.getId() == CCJSqlParserTreeConstants.JJTWITHITEM) {
            made.add(SqlRules.plain(nameOf(node)));
        } else if (node.getId() == CCJSqlParserTreeConstants.JJTSELECTITEM && value instanceof SelectItem<?> item) {
            selected(node, item);
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            collect(node.jjtGetChild(i));
        }
    }

    /** The table of {@code orders.*} is a reference and no source. */
    private void source(Node node, Table table) {
        Node parent = node.jjtGetParent();
        if (parent == null || !(parent.jjtGetValue() instanceof AllColumns)) {
            sources.add(table);
        }
    }

    private static String nameOf(Node withItem) {
        Token first = withItem.jjtGetFirstToken();
        boolean recursive = first.image.equalsIgnoreCase("RECURSIVE") && first.next != null;
        return recursive ? first.next.image : first.image;
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
            if (!made.contains(full)) {
                named.add(full);
                tables.put(full, full);
                tables.put(SqlRules.plain(table.getName()), full);
                if (table.getAlias() != null) {
                    tables.put(SqlRules.plain(table.getAlias().getName()), full);
                }
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
