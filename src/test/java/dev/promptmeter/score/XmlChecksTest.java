package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlChecksTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    is-xml                     | ` <a><b x="1">text</b><c/></a> ␤`         | pass
                    is-xml                     | <?xml version="1.0" encoding="UTF-16"?><a/> | pass
                    is-xml                     | <a>&lt;&amp;&#65;&#x1F600;</a>            | pass
                    is-xml                     | <a><![CDATA[<b>]]><!-- c --><?p i?></a>   | pass
                    is-xml                     | <s:a><s:b/></s:a>                         | pass
                    is-xml                     | <größe/>                                  | pass
                    is-xml                     | <a><b></a></b>                            | fail
                    is-xml                     | <a>                                       | fail
                    is-xml                     | <a/><b/>                                  | fail
                    is-xml                     | <a/> and more                             | fail
                    is-xml                     | <a x=1/>                                  | fail
                    is-xml                     | <a x="1" x="2"/>                          | fail
                    is-xml                     | <a>&nbsp;</a>                             | fail
                    is-xml                     | <a x="&nbsp;"/>                           | fail
                    is-xml                     | <a>&#0;</a>                               | fail
                    is-xml                     | <!DOCTYPE a><a/>                          | fail
                    is-xml                     | text                                      | fail
                    is-xml                     | ``                                        | fail
                    is-xml                     | <                                         | fail
                    is-xml: order.item,order.total | <order><item/><total>5</total></order> | pass
                    is-xml: order.item,order.total | <order><item/></order>                | fail
                    is-xml: order.item         | <r><order><item/></order></r>             | fail
                    is-xml: order.item.id      | <order><item/><item><id/></item></order>  | pass
                    is-xml: order.id           | <order><item><id/></item></order>         | fail
                    is-xml: s:a.s:b            | <s:a><s:b/></s:a>                         | pass
                    contains-xml               | Sure: <a>1</a>, done.                     | pass
                    contains-xml               | ~~~xml␤<a/>␤~~~                           | pass
                    contains-xml               | Use List<String> and a < b > c            | fail
                    contains-xml               | line one<br>line two<br>end               | fail
                    contains-xml               | <p>one<br>two</p>                         | fail
                    contains-xml               | <p>one<br>two <b>x</b></p>                | pass
                    contains-xml               | <b><i>x</b></i>                           | fail
                    contains-xml               | <a>&nbsp;</a>                             | fail
                    contains-xml               | <a>&nbsp;<b/></a>                         | pass
                    contains-xml               | <a x="<b/>"/>                             | pass
                    contains-xml               | <!-- <a/> -->                             | fail
                    contains-xml: order.item   | <r><order><item/></order></r>             | pass
                    contains-xml: order.item   | <a/> <order/> <order><item/></order>      | pass
                    contains-xml: order.item   | <order/><item/>                           | fail
                    contains-xml: order.item   | <!DOCTYPE a [<!ENTITY e "x">]><order><item/></order> | pass
                    contains-xml: a.b,a.c      | <a><b/></a><a><c/></a>                    | fail
                    """)
    void xml(String cell, String answer, String outcome) {
        assertThat(Cells.word(judge(cell, answer.replace('␤', '\n').replace("~~~", "```"))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"is-xml: a..b", "is-xml: .a", "contains-xml: a b", "contains-xml: <a>"})
    void aPathThatNamesNoElementsIsFoundAtLoad(String cell) {
        assertThatThrownBy(() -> judge(cell, ""))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining("paths of element names with dots between them");
    }

    @Test
    void theReasonSaysWhereItBreaksInAnyLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(judge("is-xml", "<a>\n<b></a>").reason())
                    .isEqualTo("not XML: line 2 column 6: not well-formed, near \"<a>\\n<b></a>\"");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(judge("is-xml", "<!DOCTYPE a><a/>").reason()).contains("a DOCTYPE is not allowed");
        assertThat(judge("is-xml", "<a>&x;</a>").reason()).contains("not XML: line 1 column ");
        assertThat(judge("is-xml", "```xml\n<a/>\n```").reason()).contains("'contains-xml' looks inside");
        assertThat(judge("is-xml: a.b,a.c", "<a><b/></a>").reason()).isEqualTo("XML without a.c");
        assertThat(judge("contains-xml: a.b", "so <a/>").reason())
                .isEqualTo("no XML in the text with all paths: the first is without a.b");
    }

    @Test
    void nestingHasALimit() {
        assertThat(Cells.word(judge("is-xml", "<a>".repeat(200) + "</a>".repeat(200))))
                .isEqualTo("pass");
        assertThat(judge("is-xml", "<a>".repeat(201) + "</a>".repeat(201)).reason())
                .contains("nested deeper than 200 levels");
    }

    @Test
    void nothingIsFetched() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(50);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";

            for (String text : new String[] {
                "<!DOCTYPE a SYSTEM '" + url + "'><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM '" + url + "'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM '" + url + "'> %x;]><a/>",
                "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='" + url + "'/></a>"
            }) {
                assertThat(Cells.word(judge("is-xml", text))).isIn("pass", "fail");
                judge("contains-xml", text);
            }
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void entitiesThatMultiplyAreRefusedUnread() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY x0 'ha'>");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY x" + i + " '&x" + (i - 1) + ";&x" + (i - 1) + ";'>");
        }

        assertThat(judge("is-xml", bomb + "]><a>&x39;</a>").reason()).contains("DOCTYPE is not allowed");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsXmlContainsXml(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "<a>", "</a>", "<b>", "</b>", "<c/>", "x", "<!--", "-->", "<a x='1'>", "<![CDATA[", "]]>", "&amp;"
        };
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder("<a>");
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            text.append("</a>");
            if (Cells.word(judge("is-xml", text.toString())).equals("pass")) {
                assertThat(Cells.word(judge("contains-xml", "so " + text + ".")))
                        .as("%s", text)
                        .isEqualTo("pass");
            }
        }
    }

    private static Score judge(String cell, String answer) {
        return Cells.judge(Cells.cell(cell), Answers.saying(answer));
    }
}
