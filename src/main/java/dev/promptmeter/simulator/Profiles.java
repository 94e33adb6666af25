package dev.promptmeter.simulator;

import java.util.List;

/** The servers there are to imitate, by what public reports say of them. */
final class Profiles {

    private static final Profile PLAIN = Profile.of("plain", "OpenAI shape, 200, [DONE]");

    private static final Profile AIMLAPI = Profile.of(
                    "aimlapi", "201, flat error bodies with a string statusCode, meta.usage and cost headers")
            .with("status", "201")
            .with("errors", "vendor")
            .with("cost", "both")
            .onDemand(
                    "out-of-credits", "status:403,message=\"You have run out of credits. Please top up your balance.\"")
            .onDemand("free-tier", "status:429,message=\"Free-tier limit: you have used all requests of this hour.\"")
            .onDemand("maintenance", "status:500,message=\"The model is under maintenance. Please try again later.\"");

    private static final Profile VLLM = Profile.of(
                    "vllm",
                    "integer error codes, running totals when asked for; a request that offers h2c loses its body")
            .with("errors", "vllm")
            .with(Quirk.DROPS_BODY_OF_UPGRADE)
            .onDemand("old-errors", "status:400,shape=vllm-old,message=\"The prompt is longer than 4096 tokens.\"");

    private static final Profile SGLANG = Profile.of(
                    "sglang", "empty finish reasons, and no role after the first chunk")
            .always("finish-empty")
            .always("role-null")
            .onDemand("error-event", "error-event:2,form=vllm");

    private static final Profile LLAMACPP = Profile.of(
                    "llamacpp", "timings beside the usage; 503 while it is --loading")
            .with(Quirk.TIMINGS)
            .onDemand("context-overflow", "status:400,shape=llamacpp")
            .onDemand("context-overflow-500", "status:500,shape=llamacpp")
            .onDemand("context-overflow-event", "error-event:0");

    private static final Profile OLLAMA = Profile.of("ollama", "a prompt is cut to --context without a word")
            .with("context", "4096")
            .onDemand("full-window", "empty-length")
            .onDemand("finish-empty", "finish-empty");

    private static final Profile LMSTUDIO = Profile.of(
                    "lmstudio", "an unknown path succeeds with an error as text; idle connections are closed after 5 s")
            .with("errors", "string")
            .with(Quirk.UNKNOWN_PATH_SUCCEEDS)
            .always("idle-close:5s");

    private static final Profile TGI = Profile.of("tgi", "finish reason eos_token, no [DONE]")
            .always("finish:eos_token")
            .always("no-done")
            .onDemand("no-usage", "usage:none")
            .onDemand("finish-empty", "finish-empty");

    private static final Profile AZURE = Profile.of(
                    "azure", "a first chunk without choices, chunks without a delta, retry-after-ms")
            .with("errors", "azure")
            .always("choices-empty-first")
            .always("no-delta:3")
            .onDemand("prompt-filter", "status:400,code=content_filter,message=\"The response was filtered.\"")
            .onDemand("rate", "status:429,retry-after=1,retry-after-ms=1000");

    private static final Profile GROQ = Profile.of("groq", "usage under x_groq in streams, rate limit headers")
            .with(Quirk.USAGE_OF_GROQ)
            .header("x-ratelimit-limit-requests", "14400")
            .header("x-ratelimit-remaining-requests", "14370")
            .header("x-ratelimit-reset-requests", "2m59.56s")
            .header("x-ratelimit-limit-tokens", "18000")
            .header("x-ratelimit-remaining-tokens", "17997")
            .header("x-ratelimit-reset-tokens", "7.66s")
            .onDemand("capacity", "status:498,code=capacity_exceeded")
            .onDemand("too-large", "status:413,message=\"Request too large: too many tokens.\"")
            .onDemand("unprocessable", "status:422")
            .onDemand("dependency", "status:424");

    private static final Profile TOGETHER =
            Profile.of("together", "finish reason eos").always("finish:eos").onDemand("broken-off", "finish:error");

    private static final Profile OPENROUTER = Profile.of(
                    "openrouter", "comments before the first token, numeric error codes, the cost among the usage")
            .with("errors", "openrouter")
            .with(Quirk.COST_IN_USAGE)
            .always("comments:1000000")
            .onDemand("body-error", "error-200:code=502")
            .onDemand("event-error", "error-event:3")
            .onDemand("payment", "status:402")
            .onDemand("payment-later", "status:402,retry-after=0.05")
            .onDemand("moderation", "status:403,message=\"Your input was flagged by moderation.\"")
            .onDemand("broken-off", "finish:error + usage:null")
            .onDemand("empty", "content:null");

    private static final Profile GEMINI = Profile.of("gemini", "the finish reason in finishReason, no [DONE]")
            .always("finish:camel")
            .always("no-done");

    private static final Profile CLOUDFLARE = cloudflare();

    static final List<Profile> ALL = List.of(
            PLAIN,
            AIMLAPI,
            VLLM,
            SGLANG,
            LLAMACPP,
            OLLAMA,
            LMSTUDIO,
            TGI,
            AZURE,
            GROQ,
            TOGETHER,
            OPENROUTER,
            GEMINI,
            CLOUDFLARE);

    private Profiles() {}

    private static Profile cloudflare() {
        Profile profile = Profile.of("cloudflare", "a proxy's headers; 524 after --proxy-timeout of silence")
                .with("proxy-timeout", "100s")
                .header("server", "cloudflare")
                .header("cf-ray", "8c1f2a3b4c5d6e7f-FRA")
                .onDemand("attention", "status:403,shape=html,message=\"Attention Required! | Cloudflare\"")
                .onDemand("challenge", "html");
        for (int status = 520; status <= 526; status++) {
            profile = profile.onDemand("http-" + status, "status:" + status + ",shape=html");
        }
        return profile;
    }
}
