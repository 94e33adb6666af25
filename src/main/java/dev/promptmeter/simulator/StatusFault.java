package dev.promptmeter.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Another status in place of the answer, with the headers and the body that go with it. */
final class StatusFault implements Effect {

    private final int status;
    private final FaultArguments arguments;
    private final @Nullable ErrorShape shape;
    private final byte @Nullable [] file;

    StatusFault(FaultArguments arguments) {
        this.status = new IntText(200, 599).parse(arguments.argument());
        this.arguments = arguments;
        String named = arguments.option("shape");
        this.shape = named == null ? null : ErrorShape.parse(named);
        this.file = file(arguments.option("body"));
        offsetSeconds();
    }

    private static byte @Nullable [] file(@Nullable String body) {
        if (body == null) {
            return null;
        }
        if (!body.startsWith("file:")) {
            throw new IllegalArgumentException("body=" + body + " must be file:PATH");
        }
        try {
            return Files.readAllBytes(Path.of(body.substring("file:".length())));
        } catch (IOException e) {
            throw new IllegalArgumentException("body=" + body + " cannot be read", e);
        }
    }

    private long offsetSeconds() {
        String date = arguments.option("retry-date");
        if (date == null) {
            return 0;
        }
        return TimeText.signedNanos(date) / 1_000_000_000L;
    }

    @Override
    public void onReply(Reply reply, NumberStream numbers) {
        if (!"full".equals(arguments.option("billed"))) {
            reply.unbilled();
        }
        ErrorShape used = shape == null ? reply.errorShape() : shape;
        byte[] body = bodiless() ? new byte[0] : file == null ? used.body(refusal(), reply.request()) : file;
        reply.replace(status, used.contentType(), body);
        if (status == 401) {
            reply.header("WWW-Authenticate", "Bearer");
        }
        headers(reply);
    }

    /** Statuses that HTTP gives no body: with one, everything behind them on the connection would be misread. */
    private boolean bodiless() {
        return status == 204 || status == 205 || status == 304;
    }

    private Refusal refusal() {
        Refusal refusal = Refusal.forStatus(status);
        String message = arguments.option("message");
        String code = arguments.options().get("code");
        Refusal worded = message == null ? refusal : refusal.withMessage(message);
        return code == null ? worded : worded.withCode(code);
    }

    private void headers(Reply reply) {
        header(reply, "Retry-After", arguments.option("retry-after"));
        header(reply, "retry-after-ms", arguments.option("retry-after-ms"));
        header(reply, "x-should-retry", arguments.option("should-retry"));
        if (arguments.has("retry-date")) {
            ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(offsetSeconds());
            reply.header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date));
        }
    }

    private static void header(Reply reply, String name, @Nullable String value) {
        if (value != null) {
            reply.header(name, value);
        }
    }
}
