package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.openai.ModelCatalogue.Listing;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogueTest {

    private static final String LIST =
            "{\"data\":[{\"id\":\"gpt-4o-mini\"},{\"id\":\"gpt-4o\"},{\"id\":\"ai21/jamba-1-5-mini\"},{\"id\":\"claude\"}]}";

    private final HttpClients clients = new HttpClients();

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aListedModelIsFoundByItsOwnName() throws Exception {
        try (RawServer server = RawServer.saying(RawServer.json(LIST))) {
            assertThat(lookUp(server.base(), "ai21/jamba-1-5-mini")).isEqualTo(new Listing.Listed(null));
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0).head())
                    .startsWith("GET /v1/models?id=ai21%2Fjamba-1-5-mini&include=pricing HTTP/1.1\r\n");
        }
    }

    @Test
    void anAbsentModelNamesTheNearest() throws Exception {
        try (RawServer server = RawServer.saying(RawServer.json(LIST))) {
            assertThat(lookUp(server.base(), "gpt-4o-mimi"))
                    .isEqualTo(new Listing.Absent(List.of("gpt-4o-mini", "gpt-4o", "claude")));
        }
    }

    @Test
    void anEmptyFilteredListAsksForTheWholeOne() throws Exception {
        int[] asked = {0};
        try (RawServer server = new RawServer(
                connection -> connection.send(RawServer.json(asked[0]++ == 0 ? "{\"data\":[]}" : LIST)))) {
            assertThat(lookUp(server.base(), "gpt-4")).isInstanceOf(Listing.Absent.class);
            assertThat(server.requests().get(1).head()).startsWith("GET /v1/models HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\":[]}                                 | the endpoint lists no models",
                "{\"data\":[{\"id\":\"a\"}],\"has_more\":true} | the endpoint lists only a part of its models",
                "{\"data\":[{\"name\":\"a\"}]}                 | the answer is not a list of models",
                "{\"error\":\"no such route\"}                 | the answer is not a list of models",
                "<html>                                        | the answer is not a list of models"
            })
    void anythingElseIsUnknown(String body, String reason) throws Exception {
        try (RawServer server = RawServer.saying(RawServer.json(body))) {
            assertThat(lookUp(server.base(), "m")).isEqualTo(new Listing.Unknown(reason));
        }
    }

    @Test
    void aMissingRouteIsUnknown() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(lookUp(server.base(), "m")).isEqualTo(new Listing.Unknown("HTTP 404"));
        }
    }

    @Test
    void anUnreachableEndpointIsToldApart() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Listing listing = lookUp(URI.create("http://127.0.0.1:" + port + "/v1"), "m");

        assertThat(listing)
                .isEqualTo(new Listing.Unreachable(FailureKind.CONNECT, "connection refused: 127.0.0.1:" + port));
    }

    private Listing lookUp(URI base, String model) throws InterruptedException {
        return new ModelCatalogue(EndpointSettings.of(base, null), clients).lookUp(model);
    }
}
