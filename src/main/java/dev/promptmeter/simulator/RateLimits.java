package dev.promptmeter.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Real limits: requests and tokens per minute, answers at a time. What comes too soon is refused with the time to wait, and refused
 * again and marked if it does not wait. Confined to the loop's thread.
 */
final class RateLimits {

    private static final long SECOND = 1_000_000_000;
    private static final int MOST_REMEMBERED = 10_000;

    private final @Nullable RateBucket requests;
    private final @Nullable RateBucket tokens;
    private final int mostAtATime;
    private final RateHeaders headers;
    private final Map<LedgerEntry.Digest, Long> told = new LinkedHashMap<>();
    private int atATime;

    /**
     * Why a request is refused.
     *
     * @param limit the setting that refuses it
     * @param seconds to wait, whole ones
     * @param early whether it came before it was told to
     */
    record Refused(String limit, long seconds, boolean early) {}

    RateLimits(Settings settings, long now) {
        Integer rpm = settings.find(Flags.RPM);
        Integer tpm = settings.find(Flags.TPM);
        requests = rpm == null ? null : new RateBucket(rpm, now);
        tokens = tpm == null ? null : new RateBucket(tpm, now);
        mostAtATime = settings.orElse(Flags.MAX_CONCURRENT, Integer.MAX_VALUE);
        headers = new RateHeaders(settings.orElse(Flags.RATE_HEADERS, Modes.RateHeaders.NONE), requests, tokens);
    }

    /** {@return why that request may not be answered; null if it may, and then it counts until {@link #leave}} */
    @Nullable
    Refused enter(ChatRequest chat, LedgerEntry.Digest key, long now) {
        Long until = told.remove(key);
        boolean early = until != null && until - now > 0;
        long wait = waitNanos(chat, now);
        if (early || wait > 0) {
            return refused(
                    key, wait > 0 ? limit(now) : "retry-after", Math.max(wait, early ? until - now : 0), now, early);
        }
        if (atATime >= mostAtATime) {
            return refused(key, Flags.MAX_CONCURRENT.name(), SECOND, now, early);
        }
        take(chat, now);
        return null;
    }

    private long waitNanos(ChatRequest chat, long now) {
        long wait = requests == null ? 0 : requests.waitNanos(1, now);
        return tokens == null ? wait : Math.max(wait, tokens.waitNanos(chat.promptTokens(), now));
    }

    private String limit(long now) {
        boolean byRequests = requests != null && requests.waitNanos(1, now) > 0;
        return byRequests ? Flags.RPM.name() : Flags.TPM.name();
    }

    private Refused refused(LedgerEntry.Digest key, String limit, long nanos, long now, boolean early) {
        long seconds = Math.max(1, (nanos + SECOND - 1) / SECOND);
        if (told.size() >= MOST_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        told.put(key, now + seconds * SECOND);
        return new Refused(limit, seconds, early);
    }

    private void take(ChatRequest chat, long now) {
        atATime++;
        if (requests != null) {
            requests.take(1, now);
        }
        if (tokens != null) {
            tokens.take(chat.promptTokens(), now);
        }
    }

    /** An answer of so many tokens is made for a request that has entered. */
    void answers(int completionTokens, long now) {
        if (tokens != null) {
            tokens.take(completionTokens, now);
        }
    }

    /** A request that has entered is over. */
    void leave() {
        atATime--;
    }

    /** Tells what is left, as far as it is to be told. */
    void tell(Reply reply, long now) {
        headers.add(reply, now);
    }
}
