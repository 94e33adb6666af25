package dev.promptmeter.simulator;

import java.util.List;

/**
 * Something that goes wrong on purpose: what, and when. Immutable; equal when written alike.
 *
 * <p>Written {@code NAME[:ARG[,key=value…]][@COND[&COND…]]}, for example {@code status:429,retry-after=2@p=0.05&attempt=1}.
 */
public final class Fault {

    private final FaultKind kind;
    private final FaultArguments arguments;
    private final FaultConditions conditions;
    private final Effect effect;

    private Fault(FaultKind kind, FaultArguments arguments, FaultConditions conditions) {
        this.kind = kind;
        this.arguments = arguments;
        this.conditions = conditions;
        conditions.require(kind);
        this.effect = kind.effect(arguments);
    }

    /**
     * Reads a fault text.
     *
     * @throws IllegalArgumentException if it names no fault that exists, or says something the fault does not understand
     */
    public static Fault parse(String text) {
        String trimmed = text.trim();
        int at = QuotedText.indexOf(trimmed, "@", 0);
        String what = at < 0 ? trimmed : trimmed.substring(0, at);
        int colon = what.indexOf(':');
        FaultKind kind = FaultKind.named(colon < 0 ? what : what.substring(0, colon));
        FaultArguments arguments = FaultArguments.parse(kind, colon < 0 ? "" : what.substring(colon + 1));
        return new Fault(kind, arguments, FaultConditions.parse(at < 0 ? "" : trimmed.substring(at + 1)));
    }

    /** Reads fault texts joined by {@code " + "}. */
    static List<Fault> parseAll(String text) {
        return QuotedText.split(text, " + ").stream()
                .map(Fault::parse)
                .map(Fault::ofRequest)
                .toList();
    }

    /** {@return this fault, if it strikes requests: nothing else can be given where there is one already} */
    Fault ofRequest() {
        if (kind.scope() == FaultKind.Scope.CONNECTION) {
            throw new IllegalArgumentException("fault '" + kind.text()
                    + "' strikes before there is a request: give it to the simulator as --fault " + this);
        }
        return this;
    }

    /** {@return an answer with this status, from 200 to 599, and an error body} */
    public static Fault status(int status) {
        return parse("status:" + status);
    }

    /** {@return a delay before the head} */
    public static Fault delay(Delay delay) {
        return parse("delay:" + delay);
    }

    /** {@return a connection reset at this byte of the body} */
    public static Fault reset(long atByte) {
        return parse("reset:" + atByte);
    }

    /** {@return a body cut at this byte while the head promises all of it} */
    public static Fault truncate(long atByte) {
        return parse("truncate:" + atByte);
    }

    /** {@return the fault with a {@code Retry-After} of so many seconds} */
    public Fault retryAfter(long seconds) {
        return with("retry-after", Long.toString(seconds));
    }

    /** {@return the fault with one more option, written after its argument} */
    public Fault with(String option, String value) {
        String all = arguments + (arguments.toString().isEmpty() ? ":" : ",") + option + "=" + value;
        return parse(kind.text() + all + conditions);
    }

    /** {@return the fault with this probability, from 0 to 1} */
    public Fault withProbability(double probability) {
        return when("p=" + probability);
    }

    /** {@return the fault on the k-th request of the same content only, counted from 1} */
    public Fault onAttempt(int attempt) {
        return when("attempt=" + attempt);
    }

    /** {@return the fault with one more condition, such as {@code "every=100"}} */
    public Fault when(String condition) {
        String all = conditions.toString().isEmpty() ? "@" : conditions + "&";
        return parse(kind.text() + arguments + all + condition);
    }

    FaultKind kind() {
        return kind;
    }

    FaultConditions conditions() {
        return conditions;
    }

    Effect effect() {
        return effect;
    }

    /** {@return how often it is applied at most} */
    long limit() {
        return kind == FaultKind.FREEZE ? 1 : conditions.limit();
    }

    /** {@return name and argument without conditions, as the ledger lists it} */
    String label() {
        return kind == FaultKind.STATUS ? kind.text() + ":" + arguments.argument() : kind.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fault fault && fault.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** {@return the text that parses to this fault} */
    @Override
    public String toString() {
        return kind.text() + arguments + conditions;
    }
}
