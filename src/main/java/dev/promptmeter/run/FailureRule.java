package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import java.util.Set;

/**
 * What follows each way in which an attempt can fail, as one table: whether it is repeated, what it means beyond its repeat, and what it
 * tells of the endpoint. Headers {@code x-should-retry} have a say of their own in {@link RetryRule}.
 */
enum FailureRule {
    /** No address, no connection, or a proxy in the way. */
    UNREACHED(Repeat.YES, Reach.ENDPOINT, Sign.UNREACHED),
    /** A certificate, host name or scheme that is not accepted. */
    UNTRUSTED(Repeat.NEVER, Reach.STOP, Sign.NONE),
    /** A TLS handshake that broke off or never ended. */
    HANDSHAKE(Repeat.YES, Reach.ENDPOINT, Sign.UNREACHED),
    /** A pooled connection that had been closed. */
    STALE(Repeat.AT_ONCE, Reach.REPEAT, Sign.NONE),
    /** A connection that broke before any byte of an answer. */
    BROKEN(Repeat.AT_ONCE, Reach.REPEAT, Sign.SILENT),
    /** A deadline of ours. */
    LATE(Repeat.YES, Reach.REPEAT, Sign.SILENT),
    /** An HTTP/2 connection that the server closed. */
    GONE(Repeat.YES, Reach.REPEAT, Sign.SILENT),
    /** Not HTTP. */
    GARBLED(Repeat.YES, Reach.REPEAT, Sign.SILENT),
    /** A body or stream that was cut: its text is kept. */
    CUT(Repeat.NEVER, Reach.REPEAT, Sign.WELL),
    /** An error event in mid-stream. */
    EVENT(Repeat.NEVER, Reach.REPEAT, Sign.WELL),
    /** A success status with an error in it and no code. */
    PROVIDER(Repeat.NEVER, Reach.AGREEING, Sign.WELL),
    /** A success status without a usable answer. */
    MALFORMED(Repeat.AS_MALFORMED, Reach.AGREEING, Sign.WELL),
    /** A limit of ours, or a coding that we do not read. */
    TOO_MUCH(Repeat.NEVER, Reach.REPEAT, Sign.WELL),
    /** 400 404 405 406 410 413 414 415 422: the request is refused as it stands. */
    REFUSED(Repeat.NEVER, Reach.AGREEING, Sign.WELL),
    /** 401. */
    UNAUTHORIZED(Repeat.NEVER, Reach.STOP, Sign.WELL),
    /** 402. */
    UNPAID(Repeat.ONCE_IF_TOLD, Reach.STOP, Sign.WELL),
    /** 403 that speaks of credits, plan, key or permission. */
    BARRED(Repeat.NEVER, Reach.STOP, Sign.WELL),
    /** 403 otherwise. */
    FORBIDDEN(Repeat.NEVER, Reach.STOP_IF_NOTHING_ANSWERED, Sign.WELL),
    /** 429. */
    RATE(Repeat.YES, Reach.LANE, Sign.WELL),
    /** 429 that speaks of quota, billing, credit or an exhausted free tier. */
    QUOTA(Repeat.NEVER, Reach.STOP, Sign.WELL),
    /** 408 425 498. */
    BUSY(Repeat.YES, Reach.LANE, Sign.WELL),
    /** 500 502 503 504 520..524 529. */
    SERVER(Repeat.YES, Reach.LANE, Sign.ILL),
    /** 409. */
    CONFLICT(Repeat.YES, Reach.REPEAT, Sign.WELL),
    /** 501 505 525 526, a redirect, 1xx only, no status at all: it stays so. */
    LASTING(Repeat.NEVER, Reach.AGREEING, Sign.WELL),
    /** This machine refused. */
    LOCAL(Repeat.YES, Reach.SLOWER, Sign.NONE),
    /** Nothing that an endpoint did. */
    OURS(Repeat.NEVER, Reach.REPEAT, Sign.NONE);

    private static final Set<Integer> AGAIN_LATER = Set.of(408, 425, 498);
    private static final Set<Integer> NO_HELP = Set.of(501, 505, 525, 526);
    private static final int CONFLICTING = 409;
    private static final int FORBIDDING = 403;

    private final Repeat repeat;
    private final Reach reach;
    private final Sign sign;

    /** Whether another attempt may follow. One that may have been billed is always followed by few. */
    enum Repeat {
        /** None. */
        NEVER,
        /** After a back-off. */
        YES,
        /** Without a wait. */
        AT_ONCE,
        /** One, if the endpoint says when. */
        ONCE_IF_TOLD,
        /** As many as the suite allows for such answers. */
        AS_MALFORMED
    }

    /** What a failure means beyond its repeat. */
    enum Reach {
        /** Nothing. */
        REPEAT,
        /** The lane waits if it is told to. */
        LANE,
        /** Fewer requests at a time. */
        SLOWER,
        /** If nothing was answered and the first three repeats, or all, end so, the run stops. */
        ENDPOINT,
        /** The same if they end in one and the same way. */
        AGREEING,
        /** If nothing was answered, the run stops. */
        STOP_IF_NOTHING_ANSWERED,
        /** The run stops. */
        STOP
    }

    /** What an attempt tells of the endpoint. */
    enum Sign {
        /** It answers. */
        ANSWERED,
        /** It is there and refuses with a reason. */
        WELL,
        /** It cannot be reached. */
        UNREACHED,
        /** It fails. */
        ILL,
        /** It says nothing: too little to open a breaker, too little to close one. */
        SILENT,
        /** Nothing is known. */
        NONE
    }

    FailureRule(Repeat repeat, Reach reach, Sign sign) {
        this.repeat = repeat;
        this.reach = reach;
        this.sign = sign;
    }

    Repeat repeat() {
        return repeat;
    }

    Reach reach() {
        return reach;
    }

    Sign sign() {
        return sign;
    }

    /** {@return the row of that failure} */
    static FailureRule of(Failed failed) {
        return switch (failed.kind()) {
            case DNS, CONNECT, PROXY -> UNREACHED;
            case TLS -> failed.flags().contains(RetryRule.NEVER) ? UNTRUSTED : HANDSHAKE;
            case STALE_CONNECTION -> STALE;
            case RESET -> BROKEN;
            case TIMEOUT -> LATE;
            case GOAWAY -> GONE;
            case PROTOCOL -> GARBLED;
            case TRUNCATED -> CUT;
            case STREAM -> EVENT;
            case PROVIDER -> PROVIDER;
            case MALFORMED_SUCCESS, MALFORMED_CONTENT -> MALFORMED;
            case LIMIT, TOO_LARGE, UNSUPPORTED_ENCODING -> TOO_MUCH;
            case NOT_FOUND -> REFUSED;
            case AUTH -> is(failed, FORBIDDING) ? BARRED : UNAUTHORIZED;
            case CREDIT -> is(failed, FORBIDDING) ? BARRED : UNPAID;
            case FORBIDDEN -> FORBIDDEN;
            case RATE -> RATE;
            case QUOTA -> QUOTA;
            case REDIRECT -> LASTING;
            case BAD_REQUEST -> refused(failed);
            case SERVER -> server(failed);
            case LOCAL_LIMIT -> LOCAL;
            case CANCELLED, JUDGE, JUDGE_BUDGET, UNSCORED -> OURS;
        };
    }

    private static boolean is(Failed failed, int status) {
        return failed.status() != null && failed.status() == status;
    }

    private static FailureRule refused(Failed failed) {
        Integer status = failed.status();
        boolean strange = status != null && status / 100 != 4;
        return strange ? LASTING : is(failed, CONFLICTING) ? CONFLICT : REFUSED;
    }

    private static FailureRule server(Failed failed) {
        Integer status = failed.status();
        if (status == null) {
            return SERVER;
        }
        return AGAIN_LATER.contains(status) ? BUSY : NO_HELP.contains(status) ? LASTING : SERVER;
    }
}
