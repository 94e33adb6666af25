package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import java.util.Optional;
import java.util.Set;

/** What status and headers say about another try, where the kind of failure alone does not say it. */
final class RetryAdvice {

    /** Another try is pointless: a flag of the failure. */
    private static final String NEVER = "no_retry";

    /** Another try may help: a flag of the failure. */
    private static final String WORTH_IT = "retry_advised";

    /** Not implemented, not that version, and what a proxy says of a broken certificate at the origin: none of it passes by itself. */
    private static final Set<Integer> LASTING = Set.of(501, 505, 525, 526);

    private static final int CONFLICT = 409;

    private RetryAdvice() {}

    /** {@return the flag to set on the failure of that attempt, if any} */
    static Optional<String> of(RecordedAnswer answer, FailureKind kind, Billed billed) {
        String header = answer.headers().getOrDefault("x-should-retry", "");
        Integer status = answer.status();
        boolean lasting = kind == FailureKind.TLS && TransportFailure.lasting(answer.detail());
        if (header.equals("false") || lasting || status != null && LASTING.contains(status)) {
            return Optional.of(NEVER);
        }
        boolean conflict = status != null && status == CONFLICT;
        boolean handshake = kind == FailureKind.TLS;
        boolean advised = header.equals("true") && billed == Billed.NO;
        return conflict || handshake || advised ? Optional.of(WORTH_IT) : Optional.empty();
    }
}
