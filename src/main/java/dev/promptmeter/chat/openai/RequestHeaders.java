package dev.promptmeter.chat.openai;

import java.net.URI;
import java.net.http.HttpRequest;

/** The headers that every request to an endpoint carries. The only place where a key is revealed. */
final class RequestHeaders {

    private RequestHeaders() {}

    /** {@return a request to that address, to be copied and completed} */
    static HttpRequest.Builder of(EndpointSettings settings, URI uri, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .setHeader("Accept", accept)
                .setHeader("Accept-Encoding", "identity")
                .setHeader("User-Agent", settings.userAgent());
        settings.headers().forEach(request::setHeader);
        if (settings.key() != null) {
            request.setHeader("Authorization", "Bearer " + settings.key().reveal());
        }
        return request;
    }
}
