package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Stopwatch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class IncomingTest {

    private static final Call CALL =
            new Call(HttpRequest.newBuilder(URI.create("http://127.0.0.1/v1")).build(), "pm-1", false, 1_000);

    private final Connection connection = new Connection();

    /** The connection under a body, which knows whether it was closed. */
    private static final class Connection implements Flow.Subscription {

        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            closed.set(true);
        }
    }

    /** The head of a plain answer. */
    private record Head() implements ResponseInfo {

        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    private static Incoming incoming(SlowBodies slow) {
        return new Incoming(CALL, new Stopwatch(System::nanoTime, 0, 0), slow);
    }

    @Test
    void aHeadThatComesWhenNobodyWaitsAnyMoreClosesItsConnection() {
        Incoming incoming = incoming(null);
        incoming.abandon();

        incoming.apply(new Head()).onSubscribe(connection);

        assertThat(connection.closed).isTrue();
    }

    @Test
    void aBodyThatIsGivenUpBeforeItBeginsClosesItsConnection() {
        Incoming incoming = incoming(null);
        BodySubscriber<StampedBody> body = incoming.apply(new Head());
        incoming.abandon();

        body.onSubscribe(connection);

        assertThat(connection.closed).isTrue();
    }

    @Test
    void aBodyThatHasBegunIsGivenUpWithItsConnection() {
        Incoming incoming = incoming(null);
        incoming.apply(new Head()).onSubscribe(connection);

        incoming.abandon();

        assertThat(connection.closed).isTrue();
    }

    @Test
    void aBodyThatTakesItsTimeIsHandedOutAsItStands() throws Exception {
        try (SlowBodies slow = new SlowBodies()) {
            Incoming incoming = incoming(slow);
            BodySubscriber<StampedBody> body = incoming.apply(new Head());
            body.onSubscribe(connection);

            StampedBody handedOut = body.getBody().toCompletableFuture().get(30, TimeUnit.SECONDS);

            assertThat(handedOut.state()).isEqualTo(StampedBody.State.OPEN);
            assertThat(connection.closed).isFalse();
        }
    }

    @Test
    void aBodyThatIsOverIsHandedOutWithoutBeingWaitedFor() {
        // Closed, it hands out nothing.
        SlowBodies slow = new SlowBodies();
        slow.close();
        BodySubscriber<StampedBody> body = incoming(slow).apply(new Head());
        body.onSubscribe(connection);

        body.onComplete();

        assertThat(body.getBody().toCompletableFuture())
                .isCompletedWithValueMatching(each -> each.state() == StampedBody.State.COMPLETE);
    }
}
