package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Stopwatch;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The bytes of a request, which notes when the client has taken the last of them. */
final class SentBody implements BodyPublisher {

    private final BodyPublisher bytes;
    private final Stopwatch stopwatch;

    SentBody(byte[] body, Stopwatch stopwatch) {
        this.bytes = BodyPublishers.ofByteArray(body);
        this.stopwatch = stopwatch;
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer buffer) {
                subscriber.onNext(buffer);
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                stopwatch.sent();
                subscriber.onComplete();
            }
        });
    }
}
