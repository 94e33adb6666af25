package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;

/** A success whose body is none. */
final class BodyFault {

    private BodyFault() {}

    private record Html(int status) implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            if (status >= 300) {
                reply.unbilled();
            }
            byte[] page = ErrorShape.HTML.body(Refusal.forStatus(status), reply.request());
            reply.replace(status, ErrorShape.HTML.contentType(), page);
        }
    }

    private record Empty() implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            reply.replace(reply.status(), reply.contentType(), new byte[0]);
        }
    }

    private record ErrorWithSuccess(String body) implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            reply.unbilled();
            reply.replace(reply.status(), "application/json", body.getBytes(StandardCharsets.UTF_8));
        }
    }

    static Effect html(FaultArguments arguments) {
        String status = arguments.argument();
        return new Html(status.isEmpty() ? 200 : new IntText(200, 599).parse(status));
    }

    static Effect empty(FaultArguments arguments) {
        return new Empty();
    }

    static Effect errorWithSuccess(FaultArguments arguments) {
        String code = arguments.options().get("code");
        String message = "\"message\":\"Upstream error\"";
        if (arguments.argument().equals("string")) {
            return new ErrorWithSuccess("{\"error\":\"Upstream error\"}");
        }
        if (!arguments.argument().isEmpty()) {
            throw new IllegalArgumentException("error-200 takes string or code=V, not '" + arguments.argument() + "'");
        }
        return new ErrorWithSuccess("{\"error\":{" + message
                + (code == null
                        ? ""
                        : ",\"code\":" + Refusal.forStatus(500).withCode(code).code()) + "}}");
    }
}
