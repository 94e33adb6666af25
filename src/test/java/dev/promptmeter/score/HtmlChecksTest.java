package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlChecksTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    is-html       | <p>one</p>                                        | pass
                    is-html       | ` <P CLASS="x">one</P> ␤`                         | pass
                    is-html       | <!DOCTYPE html><html><body><p>x</body></html>     | pass
                    is-html       | <!doctype html>␤<title>t</title>␤<p>x</p>         | pass
                    is-html       | <html><head><title>a</title><body>x</html>        | pass
                    is-html       | <ul><li>a<li>b</ul>                               | pass
                    is-html       | <p>one<p>two<br><img src=x>                       | pass
                    is-html       | <br/>                                             | pass
                    is-html       | <table><tr><td>a<td>b</table>                     | pass
                    is-html       | <tr><td>a</td></tr>                               | pass
                    is-html       | <td>a</td>                                        | pass
                    is-html       | <option>a</option>                                | pass
                    is-html       | <div><my-part>x</my-part></div>                   | pass
                    is-html       | <svg><circle r="1"/></svg>                        | pass
                    is-html       | <p title="a>b">x</p>                              | pass
                    is-html       | <script>if (a<b) '</div>'</script>                | pass
                    is-html       | <p>fish &chips &nbsp;</p>                         | pass
                    is-html       | <!-- c --><p>x</p>                                | fail
                    is-html       | <div>one                                          | fail
                    is-html       | <div><p>one</p>                                   | fail
                    is-html       | <b><i>x</b></i>                                   | fail
                    is-html       | <span><b>x</span>                                 | fail
                    is-html       | <h1>a</h2>                                        | fail
                    is-html       | <p>x</p></div>                                    | fail
                    is-html       | </p>                                              | fail
                    is-html       | <a><a></a></a>                                    | fail
                    is-html       | <div/>                                            | fail
                    is-html       | <svg><g></svg>                                    | fail
                    is-html       | <order><item/></order>                            | fail
                    is-html       | <p>x</p> and more                                 | fail
                    is-html       | Sure: <p>x</p>                                    | fail
                    is-html       | text                                              | fail
                    is-html       | ``                                                | fail
                    is-html       | <                                                 | fail
                    contains-html | Make it <b>bold</b>.                              | pass
                    contains-html | one<br>two<BR/>three                              | pass
                    contains-html | ~~~html␤<p>x</p>␤~~~                              | pass
                    contains-html | Write <b> before it                               | fail
                    contains-html | a List<String> of Map<String> values              | fail
                    contains-html | 1 < 2 and 3 > 2, b<a, p>q                         | fail
                    contains-html | <!-- <p>x</p> -->                                 | fail
                    contains-html | <order><item/></order>                            | fail
                    contains-html | ``                                                | fail
                    """)
    void html(String cell, String answer, String outcome) {
        assertThat(Cells.word(judge(cell, answer.replace('␤', '\n').replace("~~~", "```"))))
                .isEqualTo(outcome);
    }

    @Test
    void theReasonNamesTheTagAndItsPlace() {
        assertThat(judge("is-html", "<div><b>x</div>").reason())
                .isEqualTo("not HTML: character 6: <b> is not closed where it should be, near \"<div><b>x</div>\"");
        assertThat(judge("is-html", "<p>x</p></div>").reason())
                .isEqualTo("not HTML: character 15: a tag is crossed, or closes nothing, near \"<p>x</p></div>\"");
        assertThat(judge("is-html", "```html\n<p>x</p>\n```").reason()).contains("'contains-html' looks inside");
        assertThat(judge("contains-html", "a <b> c").reason())
                .isEqualTo("1 tags of HTML elements in the text, at least 2 wanted");
    }

    @Test
    void aTextThatIsTooLongToReadIsUnscored() {
        Score score = judge("is-html", "<p>" + "x".repeat(262_144) + "</p>");

        assertThat(score).isInstanceOf(Score.Unscored.class);
    }

    private static Score judge(String cell, String answer) {
        return Cells.judge(Cells.cell(cell), Answers.saying(answer));
    }
}
