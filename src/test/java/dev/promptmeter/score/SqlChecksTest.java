package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.Check;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlChecksTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    is-sql       | SELECT 1                                       | pass
                    is-sql       | ` select a from t where b = 'it''s' ; ␤`       | pass
                    is-sql       | INSERT INTO t (a) VALUES (1)                   | pass
                    is-sql       | CREATE TABLE t (id INT PRIMARY KEY)            | pass
                    is-sql       | SELECT a FROM t -- and a remark                | pass
                    is-sql       | SELECT a FROM t;;                              | pass
                    is-sql       | SELECT a FROM t; DROP TABLE t                  | fail
                    is-sql       | SELECT a FROM t and more                       | fail
                    is-sql       | select from where                              | fail
                    is-sql       | Select the best option for me                  | fail
                    is-sql       | Paris                                          | fail
                    is-sql       | ``                                             | fail
                    is-sql       | ~~~sql␤SELECT 1␤~~~                            | fail
                    is-sql       | SELECT '                                       | fail
                    is-sql       | SELECT [a b] FROM [t]                          | fail
                    is-sql: {"dialect":"sqlserver"} | SELECT [a b] FROM [t]       | pass
                    is-sql: {"dialect":"sqlite"}    | SELECT [a b] FROM `t`       | pass
                    is-sql: {"dialect":"ansi"}      | SELECT 'a\\'b' FROM t       | fail
                    is-sql: {"dialect":"mysql"}     | SELECT 'a\\'b' FROM t       | pass
                    contains-sql | Here:␤~~~sql␤SELECT a FROM t␤~~~␤Enjoy!        | pass
                    contains-sql | ~~~␤no␤~~~␤~~~␤SELECT a FROM t␤~~~             | pass
                    contains-sql | ~~~sql␤SELECT a FROM t                         | pass
                    contains-sql | SELECT a FROM t                                | fail
                    contains-sql | ~~~␤no␤~~~                                     | fail
                    contains-sql | ~~~                                            | fail
                    """)
    void sql(String cell, String answer, String outcome) {
        assertThat(Cells.word(judge(Cells.cell(cell), answer))).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"allowedTables":["orders"]}  | SELECT a FROM Orders                                     | pass
                    {"allowedTables":["orders"]}  | SELECT a FROM "orders" o                                 | pass
                    {"allowedTables":["orders"]}  | SELECT 1                                                 | pass
                    {"allowedTables":["orders"]}  | SELECT a FROM users                                      | fail
                    {"allowedTables":["orders"]}  | SELECT a FROM shop.orders                                | fail
                    {"allowedTables":["shop.orders"]} | SELECT a FROM shop.orders                            | pass
                    {"allowedTables":["orders"]}  | SELECT a FROM orders JOIN users ON 1=1                   | fail
                    {"allowedTables":["orders"]}  | SELECT a FROM orders WHERE b IN (SELECT c FROM users)    | fail
                    {"allowedTables":["orders"]}  | SELECT a FROM orders UNION SELECT b FROM users           | fail
                    {"allowedTables":["orders"]}  | WITH x AS (SELECT a FROM orders) SELECT a FROM x         | pass
                    {"allowedTables":["orders"]}  | WITH RECURSIVE x AS (SELECT a FROM orders UNION SELECT a FROM x) SELECT a FROM x | pass
                    {"allowedTables":["orders"]}  | WITH x AS (SELECT a FROM users) SELECT a FROM x          | fail
                    {"allowedTables":["orders"]}  | WITH users AS (SELECT * FROM users) SELECT a FROM users  | fail
                    {"allowedTables":["orders"]}  | WITH RECURSIVE o AS (SELECT 1), users AS (SELECT a FROM o UNION SELECT a FROM users) SELECT a FROM users | pass
                    {"allowedTables":["orders"]}  | SELECT a FROM users WHERE 1 = (WITH users AS (SELECT 1) SELECT 1 FROM users) | fail
                    {"allowedTables":["orders"]}  | WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT x FROM b | pass
                    {"allowedTables":["orders"],"dialect":"sqlserver"} | WITH x AS (SELECT a FROM orders UNION ALL SELECT a FROM x) SELECT a FROM x | pass
                    {"allowedTables":["orders"]}  | DROP TABLE users                                         | fail
                    {"allowedTables":["orders"]}  | INSERT INTO users (a) SELECT b FROM orders               | fail
                    {"allowedTables":["orders"]}  | SELECT orders.* FROM orders                              | pass
                    {"allowedTables":[]}          | SELECT a FROM orders                                     | fail
                    {"allowedColumns":["id","total"]} | SELECT id, o.total FROM orders o WHERE id > 1        | pass
                    {"allowedColumns":["id","total"]} | SELECT id FROM orders ORDER BY secret                | fail
                    {"allowedColumns":["id","total"]} | SELECT id FROM orders GROUP BY secret                | fail
                    {"allowedColumns":["id","total"]} | SELECT max(secret) FROM orders                       | fail
                    {"allowedColumns":["id","total"]} | SELECT * FROM orders                                 | fail
                    {"allowedColumns":["id","total"]} | SELECT o.* FROM orders o                             | fail
                    {"allowedColumns":["id","total"]} | SELECT count(*) AS n FROM orders ORDER BY n          | pass
                    {"allowedColumns":["id","total"]} | UPDATE orders SET secret = 1 WHERE id = 2            | fail
                    {"allowedColumns":["id","total"]} | INSERT INTO orders (id, secret) VALUES (1, 2)        | fail
                    {"allowedColumns":["id","total"]} | SELECT s.n FROM (SELECT total AS n FROM orders) s    | pass
                    {"allowedColumns":["orders.total","users.id"]} | SELECT o.total, u.id FROM orders o JOIN users u ON o.total = u.id | pass
                    {"allowedColumns":["orders.total","users.id"]} | SELECT o.id FROM orders o JOIN users u ON true        | fail
                    {"allowedColumns":["orders.total","users.id"]} | SELECT total FROM orders                              | pass
                    {"allowedColumns":["orders.total","users.id"]} | SELECT total FROM users                               | fail
                    {"allowedColumns":["orders.*"]}   | SELECT * FROM orders                                 | pass
                    {"allowedColumns":["*"]}          | SELECT * FROM orders                                 | pass
                    """)
    void namesThatAreNotAllowedFail(String rules, String answer, String outcome) {
        assertThat(Cells.word(judge(Cells.suite("is-sql", rules, "{}"), answer)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    is-sql: orders                      | PM-1402 | takes JSON
                    is-sql: ["orders"]                  | PM-1402 | a map of dialect, allowedTables, allowedColumns
                    is-sql: {"tables":["orders"]}       | PM-1102 | unknown key 'tables'
                    is-sql: {"allowedTables":"orders"}  | PM-1402 | no list
                    is-sql: {"dialect":"klingon"}       | PM-1402 | none of sqlite, ansi, oracle, mysql
                    """)
    void faultsAreFoundAtLoad(String cell, String code, String message) {
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.cell(cell)))
                .isInstanceOfSatisfying(
                        CheckException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void reasonsNameWhatIsWrong() {
        assertThat(judge(Cells.cell("is-sql"), "SELECT a FRM t b").reason())
                .startsWith("not SQL: it does not parse at line 1, at ");
        assertThat(judge(Cells.cell("is-sql"), "SELECT 1; SELECT 2").reason())
                .isEqualTo("not SQL: more stands behind the first statement, at line 1: \"SELECT 1; SELECT 2\"");
        assertThat(judge(Cells.cell("is-sql: {\"allowedTables\":[\"a\"]}"), "SELECT x FROM b, a, c")
                        .reason())
                .startsWith("SQL that names tables that are not allowed: ")
                .contains("\"b\"", "\"c\"");
        assertThat(judge(Cells.cell("is-sql: {\"allowedColumns\":[\"a\"]}"), "SELECT b FROM t")
                        .reason())
                .isEqualTo("SQL that names columns that are not allowed: \"t.b\"");
        assertThat(judge(Cells.cell("is-sql"), "```sql\nSELECT 1\n```").reason())
                .contains("'contains-sql'");
    }

    @Test
    void aStatementThatIsTooLargeIsUnscored() {
        assertThat(judge(Cells.cell("is-sql"), "SELECT " + "(".repeat(101) + "1" + ")".repeat(101)))
                .isInstanceOf(Score.Unscored.class);
        assertThat(judge(Cells.cell("is-sql"), "SELECT '" + "x".repeat(65_536) + "'"))
                .isInstanceOf(Score.Unscored.class);
    }

    /** As in the jar that users get. */
    @Test
    void withoutTheLibraryTheLoadErrorNamesWhatToAdd() throws Exception {
        try (var loader = new URLClassLoader(classPathWithoutLibrary(), ClassLoader.getPlatformClassLoader())) {
            Class<?> scorers = loader.loadClass(Scorers.class.getName());
            Class<?> check = loader.loadClass(Check.class.getName());
            Object builtIn = scorers.getMethod("builtIn").invoke(null);
            Object isSql = check.getMethod("of", String.class, String.class).invoke(null, "is-sql", null);
            Object isHtml = check.getMethod("of", String.class, String.class).invoke(null, "is-html", null);
            var prepare = scorers.getMethod("prepare", check);

            assertThat(prepare.invoke(builtIn, isHtml)).isNotNull();
            assertThatThrownBy(() -> prepare.invoke(builtIn, isSql))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageStartingWith(
                            "'is-sql' needs a library that Promptmeter does not bring along: get the jar"
                                    + " com.github.jsqlparser:jsqlparser:5.4 and name it in PROMPTMETER_CLASSPATH");
        }
    }

    @Test
    void theVersionThatIsNamedIsTheOneThatIsTested() {
        assertThat(System.getProperty("java.class.path"))
                .contains(SqlReading.ARTIFACT
                        .substring(SqlReading.ARTIFACT.indexOf(':') + 1)
                        .replace(':', '-'));
    }

    private static URL[] classPathWithoutLibrary() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jsqlparser"))
                .map(SqlChecksTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    private static Score judge(Check check, String answer) {
        return Cells.judge(check, Answers.saying(answer.replace('␤', '\n').replace("~~~", "```")));
    }
}
