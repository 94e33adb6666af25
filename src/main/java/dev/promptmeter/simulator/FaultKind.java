package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.FaultKind.Answer.SPOILT;
import static dev.promptmeter.simulator.FaultKind.Answer.WHOLE;
import static dev.promptmeter.simulator.FaultKind.Scope.ANY;
import static dev.promptmeter.simulator.FaultKind.Scope.CHAT;
import static dev.promptmeter.simulator.FaultKind.Scope.CONNECTION;
import static dev.promptmeter.simulator.FaultKind.Scope.STREAM;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Every fault there is: one line here and one effect. Within a stage only the first fault that holds is applied. */
enum FaultKind {
    REFUSE("refuse", "listening", CONNECTION, SPOILT, ConnectionFault::outage),
    RESET_ACCEPT("reset-accept", "accept", CONNECTION, SPOILT, ConnectionFault::resetAccepted),
    CLOSE_BEFORE_READ("close-before-read", "accept", CONNECTION, SPOILT, ConnectionFault::closeBeforeRead),
    CLOSE_AFTER_READ("close-after-read", "connection", ANY, SPOILT, ConnectionFault::close),
    RESET_AFTER_READ("reset-after-read", "connection", ANY, SPOILT, ConnectionFault::reset),
    STALL_ACCEPT("stall-accept", "accept", CONNECTION, SPOILT, ConnectionFault::stallAccepted),
    SLOW_READ("slow-read:RATE", "accept", CONNECTION, WHOLE, ConnectionFault::slowRead),
    NO_ANSWER("no-answer", "connection", ANY, SPOILT, ConnectionFault::silence),
    DOWN("down", "connection", ANY, SPOILT, ConnectionFault::silence),
    IDLE_CLOSE("idle-close:DUR|race", "idle", ANY, WHOLE, ConnectionFault::idleClose),
    NO_KEEP_ALIVE("no-keep-alive", "keep-alive", ANY, WHOLE, ConnectionFault::lastOnConnection),
    KEEP_ALIVE_LIE("keep-alive-lie", "keep-alive", ANY, WHOLE, ConnectionFault::keepAliveLie),
    TLS_HANG("tls-hang", "accept", CONNECTION, SPOILT, ConnectionFault::tlsHang),
    TLS_ALERT("tls-alert", "accept", CONNECTION, SPOILT, ConnectionFault::tlsAlert),
    TLS_PLAIN("tls-plain", "accept", CONNECTION, SPOILT, ConnectionFault::tlsPlain),

    DELAY("delay:SPEC", "delay", ANY, WHOLE, TimeFault::delay),
    BANDWIDTH("bandwidth:RATE", "bandwidth", ANY, WHOLE, PaceFault::bandwidth),
    JITTER("jitter:SPEC", "jitter", ANY, WHOLE, PaceFault::jitter),
    SLICE("slice:N[,gap=DUR]", "pace", ANY, WHOLE, TimeFault::slice),
    STALL("stall:DUR[,after=K]", "stall", ANY, WHOLE, TimeFault::stall),
    STALL_FOREVER("stall-forever[:after=K]", "cut", ANY, SPOILT, PaceFault::stallForever),
    SLOW_CLOSE("slow-close:DUR", "keep-alive", ANY, WHOLE, PaceFault::slowClose),
    DONE_HOLD("done-hold:DUR", "done-hold", STREAM, WHOLE, PaceFault::doneHold),
    LIMIT_DATA("limit-data:K", "cut", ANY, SPOILT, PaceFault::limitData),
    FREEZE("freeze:DUR", "freeze", CHAT, WHOLE, PaceFault::freeze),

    STATUS(
            "status:CODE[,retry-after=V][,retry-after-ms=V][,retry-date=±DUR][,should-retry=false][,shape=S][,code=V]"
                    + "[,message=TEXT][,body=file:F][,billed=full]",
            "replaced",
            ANY,
            SPOILT,
            StatusFault::new),
    STATUS_LINE("status-line:TEXT", "status-line", ANY, SPOILT, HeadFault::statusLine),
    INTERIM("interim:N", "interim", ANY, WHOLE, HeadFault::interim),
    SLOW_HEAD("slow-head:DUR", "slow-head", ANY, WHOLE, HeadFault::slow),
    BIG_HEAD("big-head:SIZE", "big-head", ANY, WHOLE, HeadFault::big),
    MANY_HEADERS("many-headers:N", "many-headers", ANY, WHOLE, HeadFault::many),
    HEADER("header:NAME=VALUE", "header", ANY, WHOLE, HeadFault::header),
    DROP_HEADER("drop-header:NAME", "drop-header", ANY, WHOLE, HeadFault::drop),
    CONTENT_LENGTH("content-length:wrong±K|missing|twice|bad", "length", ANY, SPOILT, LengthFault::of),
    CONTENT_TYPE("content-type:TEXT", "content-type", ANY, WHOLE, HeadFault::contentType),
    REDIRECT("redirect:CODE[,to=URL|self-other-port]", "replaced", CHAT, SPOILT, HeadFault::redirect),
    DATE_SKEW("date-skew:±DUR", "date", ANY, WHOLE, HeadFault::dateSkew),
    WWW_AUTHENTICATE("www-authenticate:none", "replaced", ANY, SPOILT, HeadFault::unnamedChallenge),

    TRUNCATE("truncate:K|K%[,clean]", "cut", ANY, SPOILT, CutFault::truncate),
    RESET("reset:K", "cut", ANY, SPOILT, CutFault::reset),
    NO_LAST_CHUNK("no-last-chunk", "chunking", ANY, SPOILT, ChunkFault::noLastChunk),
    BAD_CHUNK_SIZE("bad-chunk-size", "chunking", ANY, SPOILT, ChunkFault::badSize),
    CHUNK_EXTENSION("chunk-extension", "chunking", ANY, WHOLE, ChunkFault::extension),
    TRAILERS("trailers", "chunking", ANY, WHOLE, ChunkFault::trailers),
    ENCODING("encoding:gzip|deflate|br|gzip-gzip|gzip-cut", "encoding", ANY, SPOILT, CodingFault::encoding),
    BOMB("bomb:SIZE", "replaced", ANY, SPOILT, CodingFault::bomb),
    CHARSET("charset:utf16le|latin1-label|bom|bad-utf8", "charset", ANY, SPOILT, CodingFault::charset),
    HTML("html[:STATUS]", "replaced", ANY, SPOILT, BodyFault::html),
    EMPTY_BODY("empty-body", "replaced", ANY, SPOILT, BodyFault::empty),
    JSON_CUT("json-cut", "body", ANY, SPOILT, JsonFault::cut),
    JSON_BAD("json-bad", "body", CHAT, SPOILT, JsonFault::bad),
    JSON_TRAILING("json-trailing", "body", CHAT, WHOLE, JsonFault::trailing),
    JSON_DEEP("json-deep:N", "body", CHAT, SPOILT, JsonFault::deep),
    JSON_DUP("json-dup", "body", CHAT, WHOLE, JsonFault::duplicate),
    PAD("pad:SIZE", "speech", CHAT, WHOLE, SpeechFault::pad),
    HUGE_FIELD("huge-field:NAME,SIZE", "huge-field", CHAT, SPOILT, JsonFault::hugeField),
    ERROR_200("error-200[:string][,code=V]", "replaced", CHAT, SPOILT, BodyFault::errorWithSuccess),
    ERROR_NULL("error-null", "error", CHAT, WHOLE, JsonFault::errorNull),
    ERROR_EMPTY("error-empty", "error", CHAT, WHOLE, JsonFault::errorEmpty),

    CHOICES(
            "choices:empty|missing|null|object|null-item|no-message|legacy-text|two|reversed",
            "choices",
            CHAT,
            SPOILT,
            ChoiceFault::choices),
    CONTENT("content:null|parts|number|object|missing", "content", CHAT, SPOILT, ChoiceFault::content),
    FINISH("finish:TEXT|null|missing|camel|array|long", "finish", CHAT, WHOLE, FinishFault::finish),
    REFUSAL("refusal", "speech", CHAT, WHOLE, SpeechFault::refusal),
    REASONING_ONLY("reasoning-only", "speech", CHAT, WHOLE, SpeechFault::reasoningOnly),
    EMPTY_LENGTH("empty-length", "speech", CHAT, WHOLE, SpeechFault::emptyLength),
    BAD_TOOL_ARGUMENTS("bad-tool-arguments", "speech", CHAT, WHOLE, SpeechFault::badToolArguments),
    USAGE(
            "usage:none|null|zero|string|float|negative|huge|overflow|sum-wrong|cached-gt-prompt|x100",
            "usage",
            CHAT,
            SPOILT,
            MoneyFault::usage),
    COST("cost:none|zero|disagree|negative|string", "cost", CHAT, SPOILT, MoneyFault::cost),
    MODEL("model:NAME", "model", CHAT, WHOLE, IdentityFault::model),
    SAME_ID("same-id", "id", CHAT, WHOLE, IdentityFault::sameId),
    NO_ID("no-id", "id", CHAT, WHOLE, IdentityFault::noId),
    SWAP("swap", "swap", CHAT, SPOILT, IdentityFault::swap),
    ECHO_KEY("echo-key[:plain|base64|percent|html][,in=answer|error]", "echo", CHAT, SPOILT, SpeechFault::echoKey),
    ATTACK("attack:csv|html|terminal|log|surrogate", "speech", CHAT, WHOLE, SpeechFault::attack),
    DRIFT("drift[:p=P]", "drift", CHAT, WHOLE, SpeechFault::drift),

    COMMENTS("comments[:EVERY]", "comments", STREAM, WHOLE, StreamFault::comments),
    COMMENTS_ONLY("comments-only", "replaced", STREAM, SPOILT, StreamFault::commentsOnly),
    NO_DONE("no-done", "done", STREAM, WHOLE, MarkFault::withoutDone),
    NO_FINISH("no-finish", "finish-chunk", STREAM, WHOLE, MarkFault::withoutFinish),
    DONE_FIRST("done-first", "done", STREAM, SPOILT, MarkFault::doneFirst),
    DOUBLE_FINISH("double-finish", "finish-chunk", STREAM, WHOLE, MarkFault::doubleFinish),
    DONE_QUOTED("done-quoted", "done", STREAM, WHOLE, MarkFault::doneQuoted),
    CUT_EVENT("cut-event:K[,clean]", "cut", STREAM, SPOILT, StreamFault::cut),
    ERROR_EVENT("error-event:K[,form=data|event|vllm|string]", "error-event", STREAM, SPOILT, StreamFault::error),
    LINES("lines:cr|crlf|mixed", "lines", STREAM, WHOLE, FramingFault::lines),
    BOM("bom", "bom", STREAM, WHOLE, CodingFault::byteOrderMark),
    NO_SPACE("no-space", "no-space", STREAM, WHOLE, FramingFault::noSpace),
    MULTI_LINE("multi-line", "multi-line", STREAM, WHOLE, FramingFault::multiLine),
    UNKNOWN_FIELDS("unknown-fields", "unknown-fields", STREAM, WHOLE, FramingFault::unknownFields),
    NO_LAST_BLANK("no-last-blank", "no-last-blank", STREAM, WHOLE, FramingFault::noLastBlank),
    COALESCE("coalesce:N", "coalesce", STREAM, WHOLE, FramingFault::coalesce),
    SPLIT_UTF8("split-utf8", "split", CHAT, WHOLE, TimeFault::splitCharacters),
    SPLIT_SURROGATE("split-surrogate", "surrogate", STREAM, WHOLE, EventFault::splitSurrogate),
    BAD_CHUNK("bad-chunk:K", "bad-chunk", STREAM, WHOLE, EventFault::badChunk),
    TWO_JSON("two-json", "body", STREAM, WHOLE, EventFault::twoJson),
    LONG_LINE("long-line:SIZE", "body", STREAM, SPOILT, EventFault::longLine),
    EMPTY_DELTAS("empty-deltas:N", "empty-deltas", STREAM, WHOLE, EventFault::emptyDeltas),
    CHOICES_EMPTY_FIRST("choices-empty-first", "choices-first", STREAM, WHOLE, EventFault::choicesEmptyFirst),
    NO_DELTA("no-delta:K", "no-delta", STREAM, WHOLE, EventFault::noDelta),
    ROLE_NULL("role-null", "role", STREAM, WHOLE, EventFault::roleNull),
    FINISH_EMPTY("finish-empty", "finish-empty", STREAM, WHOLE, EventFault::finishEmpty),
    USAGE_PER_CHUNK("usage-per-chunk", "usage-place", STREAM, WHOLE, EventFault::usagePerChunk),
    USAGE_AFTER_DONE("usage-after-done", "usage-place", STREAM, SPOILT, EventFault::usageAfterDone),
    USAGE_THEN_NULL("usage-then-null", "usage-place", STREAM, WHOLE, EventFault::usageThenNull),
    IGNORE_STREAM("ignore-stream", "form", STREAM, WHOLE, StreamFault::ignore),
    IDENTITY_CHANGE("identity-change:K", "identity", STREAM, WHOLE, IdentityFault::change),
    INTERLEAVE("interleave", "interleave", STREAM, WHOLE, EventFault::interleave),
    TOOL_SPLIT("tool-split", "tools", STREAM, WHOLE, ToolFault::split),
    TOOL_NO_INDEX("tool-no-index", "tools", STREAM, WHOLE, ToolFault::noIndex);

    private static final Set<String> WITHOUT_REQUEST = Set.of("p", "n", "every", "from", "to", "limit");
    private static final Set<String> WINDOW = Set.of("from", "to");

    /** Which requests it can strike. */
    enum Scope {
        ANY,
        CHAT,
        STREAM,
        /** None: it strikes connections, before there is a request. */
        CONNECTION
    }

    /** Whether a client still gets an answer it can use, so that the ledger may call it complete. */
    enum Answer {
        WHOLE,
        SPOILT
    }

    private final String text;
    private final String syntax;
    private final String stage;
    private final Scope scope;
    private final Answer answer;
    private final List<String> options;
    private final Function<FaultArguments, Effect> factory;

    FaultKind(String syntax, String stage, Scope scope, Answer answer, Function<FaultArguments, Effect> factory) {
        this.text = syntax.split("[:\\[]", 2)[0];
        this.syntax = syntax;
        this.stage = stage;
        this.scope = scope;
        this.answer = answer;
        this.options = optionsOf(syntax);
        this.factory = factory;
    }

    private static List<String> optionsOf(String syntax) {
        return Pattern.compile("[,:]([a-z-]+)(?==)|,([a-z-]+)(?=])")
                .matcher(syntax)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }

    static FaultKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown fault '" + name + "': "
                        + NearName.suggestion(
                                name,
                                Arrays.stream(values()).map(FaultKind::text).toList())));
    }

    /** {@return the name alone} */
    String text() {
        return text;
    }

    /** {@return the name with what may follow it} */
    String syntax() {
        return syntax;
    }

    String stage() {
        return stage;
    }

    Scope scope() {
        return scope;
    }

    boolean strikes(FaultSubject subject) {
        return switch (scope) {
            case ANY -> true;
            case CHAT -> subject.route() == Route.CHAT;
            case STREAM -> subject.route() == Route.CHAT && subject.streamed();
            case CONNECTION -> subject.route() == Route.CONNECTION;
        };
    }

    boolean leavesAnswerWhole() {
        return answer == WHOLE;
    }

    List<String> options() {
        return options;
    }

    /** {@return whether everything behind the colon is one text, commas and equals signs included} */
    boolean takesText() {
        return syntax.contains(":TEXT") || syntax.contains(":NAME");
    }

    /** {@return the conditions that can hold for it} */
    Set<String> conditions() {
        if (this == REFUSE) {
            return WINDOW;
        }
        return scope == Scope.CONNECTION ? WITHOUT_REQUEST : FaultConditions.NAMES;
    }

    /** {@return the conditions of which it needs one; empty if it needs none} */
    List<String> needs() {
        return switch (this) {
            case REFUSE, DOWN -> List.of("from", "to");
            case FREEZE -> List.of("n", "from");
            default -> List.of();
        };
    }

    Effect effect(FaultArguments arguments) {
        return factory.apply(arguments);
    }
}
