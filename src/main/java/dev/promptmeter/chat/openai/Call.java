package dev.promptmeter.chat.openai;

import java.net.http.HttpRequest;

/**
 * One attempt as the client sees it.
 *
 * @param request ready to be sent
 * @param id client request id, which an answer may echo; empty if none is sent
 * @param stream whether a stream is asked for
 * @param limit bytes of the body that are read at most
 */
record Call(HttpRequest request, String id, boolean stream, int limit) {}
