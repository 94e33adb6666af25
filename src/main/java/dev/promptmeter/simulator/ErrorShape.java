package dev.promptmeter.simulator;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** The body that an error comes in. */
enum ErrorShape {
    OPENAI {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            out.add("{\"error\":{\"message\":").json(refusal.message());
            out.add(",\"type\":").json(refusal.type()).add(",\"param\":");
            param(out, refusal)
                    .add(",\"code\":")
                    .add(String.valueOf(refusal.code()))
                    .add("}}");
        }
    },
    VENDOR {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            String id = request.header("X-Client-Request-Id");
            out.add("{\"message\":").json(refusal.message()).add(",\"path\":").json(request.path());
            out.add(",\"requestId\":").json(id == null ? "sim" : id);
            out.add(",\"statusCode\":\"").add(refusal.status());
            out.add("\",\"timestamp\":").json(Instant.now().toString()).add("}");
        }
    },
    VLLM {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            flat(out.add("{\"error\":{"), refusal).add("}}");
        }
    },
    VLLM_OLD {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            flat(out.add("{\"object\":\"error\","), refusal).add("}");
        }
    },
    STRING {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            out.add("{\"error\":").json(refusal.message()).add("}");
        }
    },
    FASTAPI {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            String param = refusal.param();
            out.add("{\"detail\":[{\"loc\":[\"body\",").json(param == null ? "messages" : param);
            out.add("],\"msg\":").json(refusal.message()).add(",\"type\":\"value_error\"}]}");
        }
    },
    HTML {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            String title =
                    refusal.worded() ? refusal.message() : refusal.status() + " " + StatusText.of(refusal.status());
            out.add("<!DOCTYPE html>\n<html><head><title>").add(title);
            out.add("</title></head>\n<body><h1>").add(title).add("</h1></body></html>\n");
        }

        @Override
        String contentType() {
            return "text/html; charset=utf-8";
        }
    },
    AZURE {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            out.add("{\"error\":{\"message\":").json(refusal.message());
            out.add(",\"type\":null,\"param\":\"prompt\",\"code\":").add(String.valueOf(refusal.code()));
            out.add(",\"status\":").add(refusal.status());
            out.add(",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{}}}}");
        }
    },
    LLAMACPP {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            out.add("{\"error\":{\"code\":").add(refusal.status());
            out.add(",\"message\":\"the request exceeds the available context size\"");
            out.add(",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9000,\"n_ctx\":4096}}");
        }
    },
    OPENROUTER {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            out.add("{\"error\":{\"message\":").json(refusal.message());
            out.add(",\"code\":").add(refusal.status()).add(",\"metadata\":{}},\"user_id\":\"user_sim\"}");
        }
    },
    EMPTY {
        @Override
        void write(ByteText out, Refusal refusal, HttpRequest request) {
            // No body is the point of this shape.
        }
    };

    static ErrorShape parse(String text) {
        return Arrays.stream(values())
                .filter(shape -> shape.text().equals(text.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown error shape '" + text + "': "
                        + NearName.suggestion(
                                text,
                                Arrays.stream(values()).map(ErrorShape::text).toList())));
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    abstract void write(ByteText out, Refusal refusal, HttpRequest request);

    String contentType() {
        return "application/json";
    }

    byte[] body(Refusal refusal, HttpRequest request) {
        ByteText out = new ByteText(256);
        write(out, refusal, request);
        return out.toBytes();
    }

    private static ByteText param(ByteText out, Refusal refusal) {
        String param = refusal.param();
        return param == null ? out.add("null") : out.json(param);
    }

    private static ByteText flat(ByteText out, Refusal refusal) {
        out.add("\"message\":").json(refusal.message());
        out.add(",\"type\":").json(refusal.status() == 400 ? "BadRequestError" : refusal.type());
        return param(out.add(",\"param\":"), refusal).add(",\"code\":").add(refusal.status());
    }
}
