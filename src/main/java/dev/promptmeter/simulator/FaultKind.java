package dev.promptmeter.simulator;

import static dev.promptmeter.simulator.FaultKind.Answer.SPOILT;
import static dev.promptmeter.simulator.FaultKind.Answer.WHOLE;
import static dev.promptmeter.simulator.FaultKind.Scope.ANY;
import static dev.promptmeter.simulator.FaultKind.Scope.CHAT;
import static dev.promptmeter.simulator.FaultKind.Scope.STREAM;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Every fault there is: one line here and one effect. Within a stage only the first fault that holds is applied. */
enum FaultKind {
    STATUS("status:CODE[,retry-after=V,…]", "replaced", ANY, SPOILT, StatusFault.OPTIONS, StatusFault::new),
    RESET_AFTER_READ("reset-after-read", "connection", ANY, SPOILT, List.of(), ConnectionFault::reset),
    CLOSE_AFTER_READ("close-after-read", "connection", ANY, SPOILT, List.of(), ConnectionFault::close),
    NO_ANSWER("no-answer", "connection", ANY, SPOILT, List.of(), ConnectionFault::silence),
    NO_KEEP_ALIVE("no-keep-alive", "keep-alive", ANY, WHOLE, List.of(), ConnectionFault::lastOnConnection),
    DELAY("delay:SPEC", "delay", ANY, WHOLE, List.of(), TimeFault::delay),
    SLICE("slice:N[,gap=DUR]", "pace", ANY, WHOLE, List.of("gap"), TimeFault::slice),
    STALL("stall:DUR[,after=K]", "stall", ANY, WHOLE, List.of("after"), TimeFault::stall),
    TRUNCATE("truncate:K|K%[,clean]", "cut", ANY, SPOILT, List.of("clean"), CutFault::truncate),
    RESET("reset:K", "cut", ANY, SPOILT, List.of(), CutFault::reset),
    HTML("html[:STATUS]", "replaced", ANY, SPOILT, List.of(), BodyFault::html),
    EMPTY_BODY("empty-body", "replaced", ANY, SPOILT, List.of(), BodyFault::empty),
    ERROR_200("error-200[:string|code=V]", "replaced", CHAT, SPOILT, List.of("code"), BodyFault::errorWithSuccess),
    JSON_CUT("json-cut", "body", CHAT, SPOILT, List.of(), BodyFault::cutJson),
    CONTENT("content:null", "content", CHAT, SPOILT, List.of(), ContentFault::content),
    FINISH("finish:TEXT|null|missing|camel|array|long", "finish", CHAT, WHOLE, List.of(), ContentFault::finish),
    USAGE("usage:none|null", "usage", CHAT, SPOILT, List.of(), ContentFault::usage),
    COST("cost:none", "cost", CHAT, SPOILT, List.of(), ContentFault::cost),
    IGNORE_STREAM("ignore-stream", "form", STREAM, WHOLE, List.of(), StreamFault::ignore),
    NO_DONE("no-done", "done", STREAM, WHOLE, List.of(), StreamFault::withoutDone),
    NO_FINISH("no-finish", "finish-chunk", STREAM, WHOLE, List.of(), StreamFault::withoutFinish),
    CUT_EVENT("cut-event:K[,clean]", "cut", STREAM, SPOILT, List.of("clean"), StreamFault::cut),
    ERROR_EVENT("error-event:K[,form=F]", "error-event", STREAM, SPOILT, List.of("form"), StreamFault::error),
    COMMENTS("comments[:EVERY]", "comments", STREAM, WHOLE, List.of(), StreamFault::comments),
    SPLIT_UTF8("split-utf8", "split", CHAT, WHOLE, List.of(), TimeFault::splitCharacters);

    /** Which requests it can strike. */
    enum Scope {
        ANY,
        CHAT,
        STREAM
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

    FaultKind(
            String syntax,
            String stage,
            Scope scope,
            Answer answer,
            List<String> options,
            Function<FaultArguments, Effect> factory) {
        this.text = syntax.split("[:\\[]", 2)[0];
        this.syntax = syntax;
        this.stage = stage;
        this.scope = scope;
        this.answer = answer;
        this.options = options;
        this.factory = factory;
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

    boolean strikes(FaultSubject subject) {
        return switch (scope) {
            case ANY -> true;
            case CHAT -> subject.route() == Route.CHAT;
            case STREAM -> subject.route() == Route.CHAT && subject.streamed();
        };
    }

    boolean leavesAnswerWhole() {
        return answer == WHOLE;
    }

    List<String> options() {
        return options;
    }

    Effect effect(FaultArguments arguments) {
        return factory.apply(arguments);
    }
}
