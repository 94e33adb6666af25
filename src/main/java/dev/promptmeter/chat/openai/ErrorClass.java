package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which class a status and its words belong to, and whether such an attempt may have been billed. */
final class ErrorClass {

    private static final Set<String> QUOTA_CODES = Set.of(
            "insufficient_quota",
            "quota_exceeded",
            "billing_hard_limit_reached",
            "billing_not_active",
            "insufficient_credits",
            "insufficient_balance",
            "credits_exhausted",
            "free_tier_exhausted");

    private static final Set<String> RATE_CODES = Set.of(
            "rate_limit_exceeded",
            "rate_limit_error",
            "rate_limit_reached",
            "rate_limited",
            "too_many_requests",
            "concurrency_limit_exceeded",
            "requests",
            "tokens");

    private static final Pattern LINK = Pattern.compile("https?://\\S*");
    private static final Pattern QUOTA_WORDS = Pattern.compile(
            "\\b(quota|quotas|billing|credit|credits|balance|free[ -]tier)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDIT_WORDS = Pattern.compile(
            "\\b(credit|credits|plan|plans|billing|quota|balance|subscription)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_WORDS =
            Pattern.compile("\\b(api[ _-]?key|key|permission|permissions|permitted)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILTER_WORDS = Pattern.compile(
            "content[ _-]?filter|content management policy|responsible_?ai_?policy", Pattern.CASE_INSENSITIVE);

    private ErrorClass() {}

    /** {@return the class of an answer with that status outside 2xx} */
    static FailureKind of(int status, ProviderError error) {
        return switch (status) {
            case 401 -> FailureKind.AUTH;
            case 402 -> FailureKind.CREDIT;
            case 403 -> forbidden(error);
            case 404 -> FailureKind.NOT_FOUND;
            case 407 -> FailureKind.PROXY;
            case 408, 425, 498 -> FailureKind.SERVER;
            case 429 -> exhausted(error) ? FailureKind.QUOTA : FailureKind.RATE;
            default -> byHundred(status);
        };
    }

    private static FailureKind byHundred(int status) {
        return switch (status / 100) {
            case 3 -> FailureKind.REDIRECT;
            case 5 -> FailureKind.SERVER;
            default -> FailureKind.BAD_REQUEST;
        };
    }

    private static FailureKind forbidden(ProviderError error) {
        String words = words(error);
        if (CREDIT_WORDS.matcher(words).find()) {
            return FailureKind.CREDIT;
        }
        return KEY_WORDS.matcher(words).find() ? FailureKind.AUTH : FailureKind.FORBIDDEN;
    }

    /** Codes before words: a plain rate limit often links to a billing page. */
    private static boolean exhausted(ProviderError error) {
        if (isOneOf(error.code(), QUOTA_CODES) || isOneOf(error.type(), QUOTA_CODES)) {
            return true;
        }
        if (isOneOf(error.code(), RATE_CODES) || isOneOf(error.type(), RATE_CODES)) {
            return false;
        }
        return QUOTA_WORDS.matcher(words(error)).find();
    }

    private static boolean isOneOf(@Nullable String word, Set<String> words) {
        return word != null && words.contains(word.toLowerCase(Locale.ROOT));
    }

    private static String words(ProviderError error) {
        String all = error.message() + " " + error.code() + " " + error.type();
        String start = all.length() > 2_048 ? all.substring(0, 2_048) : all;
        return LINK.matcher(start).replaceAll(" ");
    }

    /** {@return whether a refused request was withheld by a content filter: a result, not an outage} */
    static boolean filtered(int status, ProviderError error) {
        return status == 400 && FILTER_WORDS.matcher(words(error)).find();
    }

    /** {@return whether an answer with that status outside 2xx may have been billed} */
    static Billed billed(int status) {
        return status == 504 || status == 524 ? Billed.MAYBE : Billed.NO;
    }

    /** {@return whether an attempt that ended so, without a status that says more, may have been billed} */
    static Billed billed(FailureKind kind) {
        return switch (kind) {
            case DNS, CONNECT, TLS, PROXY, LOCAL_LIMIT, REDIRECT -> Billed.NO;
            case TRUNCATED, MALFORMED_CONTENT, LIMIT, TOO_LARGE, UNSUPPORTED_ENCODING -> Billed.YES;
            default -> Billed.MAYBE;
        };
    }
}
