package dev.promptmeter.score;

import dev.promptmeter.score.SqlTree.Recursion;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import org.jspecify.annotations.Nullable;

/** The SQL parser, which may be absent: only {@link SqlReading} may name this class, after it has looked. */
final class SqlLibrary extends CCJSqlParser {

    private static final long MOST_MILLIS = 1_000;
    private static final String SQLITE = "sqlite";

    /** They have no word RECURSIVE. */
    private static final Set<String> RECURSIVE = Set.of("oracle", "sqlserver");

    private final Recursion recursion;

    private SqlLibrary(String text, @Nullable String dialect) {
        super(new StringProvider(text));
        this.recursion = dialect != null && RECURSIVE.contains(dialect) ? Recursion.IMPLIED : Recursion.STATED;
        if (dialect != null) {
            if (dialect.equals(SQLITE)) {
                withSquareBracketQuotation(true);
            } else {
                withDialect(known(dialect).orElseThrow());
            }
        }
    }

    private static Optional<Dialect> known(String name) {
        return Arrays.stream(Dialect.values())
                .filter(dialect -> word(dialect).equals(name))
                .findFirst();
    }

    private static String word(Dialect dialect) {
        return dialect.name().toLowerCase(Locale.ROOT).replace("_sql", "");
    }

    /** {@return the dialects that there are, for people; empty if that is one of them} */
    static Optional<String> choices(String dialect) {
        return dialect.equals(SQLITE) || known(dialect).isPresent()
                ? Optional.empty()
                : Optional.of(Arrays.stream(Dialect.values())
                        .map(SqlLibrary::word)
                        .collect(Collectors.joining(", ", SQLITE + ", ", "")));
    }

    /**
     * {@return the names in the one statement that the text is}
     *
     * @throws NotSql if it is none, or several
     * @throws SqlTooHard if that takes more than a second
     */
    static SqlNames names(String text, @Nullable String dialect) throws NotSql, SqlTooHard {
        SqlLibrary parser = new SqlLibrary(text, dialect);
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.orTimeout(MOST_MILLIS, TimeUnit.MILLISECONDS).whenComplete((none, late) -> {
            if (late != null) {
                parser.interrupted = true;
            }
        });
        try {
            return parser.names();
        } catch (ParseException | TokenMgrException e) {
            if (parser.interrupted) {
                throw new SqlTooHard();
            }
            throw new NotSql(parser.place(e));
        } finally {
            done.complete(null);
        }
    }

    private SqlNames names() throws ParseException, NotSql {
        if (Statement() == null) {
            throw new NotSql("no statement");
        }
        Node root = jjtree.rootNode();
        Token behind = getNextToken();
        while (behind.kind == CCJSqlParserConstants.ST_SEMICOLON) {
            behind = getNextToken();
        }
        if (behind.kind != CCJSqlParserConstants.EOF) {
            throw new NotSql("more stands behind the first statement, at line " + behind.beginLine);
        }
        return new SqlTree(root, recursion).names();
    }

    private String place(Exception e) {
        Token token = e instanceof ParseException unexpected && unexpected.currentToken != null
                ? unexpected.currentToken.next
                : null;
        return token == null || token.kind == CCJSqlParserConstants.EOF
                ? "it does not parse"
                : "it does not parse at line " + token.beginLine + ", at " + Excerpt.of(token.image);
    }
}
