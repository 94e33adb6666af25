package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Stopwatch;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What comes in for one attempt: the head when it is known, and the body as it grows. Waited on by the thread that makes it. */
final class Incoming implements BodyHandler<StampedBody> {

    private final Call call;
    private final Stopwatch stopwatch;
    private final @Nullable SlowBodies slow;
    private final Thread waiter = Thread.currentThread();
    private volatile @Nullable ResponseInfo head;
    private volatile @Nullable StampedBody body;
    private volatile boolean abandoned;

    /**
     * Waits for one attempt.
     *
     * @param slow sees to a body that takes its time; null to have every body as soon as its head is there
     */
    Incoming(Call call, Stopwatch stopwatch, @Nullable SlowBodies slow) {
        this.call = call;
        this.stopwatch = stopwatch;
        this.slow = slow;
    }

    @Override
    public BodySubscriber<StampedBody> apply(ResponseInfo info) {
        stopwatch.head();
        StampedBody.Marks marks = readable(info) ? StampedBody.Marks.SOUGHT : StampedBody.Marks.IGNORED;
        StampedBody opened = new StampedBody(stopwatch, marks, call.limit(), waiter);
        head = info;
        body = opened;
        if (slow == null) {
            opened.handOut();
        } else {
            slow.watch(opened);
        }
        if (abandoned) {
            opened.abandon();
        }
        return opened;
    }

    /** Events can be told apart as they arrive, unless the body is no stream or is coded. */
    private boolean readable(ResponseInfo info) {
        if (!call.stream() || info.statusCode() / 100 != 2) {
            return false;
        }
        String type = info.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        String coding = info.headers().firstValue("content-encoding").orElse("identity");
        return !type.contains("json") && coding.equals("identity");
    }

    /** Nobody waits any more: what has come stays as it is, and what is still to come is not read. */
    void abandon() {
        abandoned = true;
        StampedBody begun = body;
        if (begun != null) {
            begun.abandon();
        }
    }

    /** {@return whether events of a stream are expected in the body} */
    boolean streaming() {
        ResponseInfo info = head;
        return info != null && readable(info);
    }

    /** {@return status and headers; null until they are known} */
    @Nullable
    ResponseInfo head() {
        return head;
    }

    /** {@return the body; null until the head is known} */
    @Nullable
    StampedBody body() {
        return body;
    }
}
