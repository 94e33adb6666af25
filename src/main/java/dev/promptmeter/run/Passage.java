package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where one repeat is on its way to an endpoint, and what its route has yet to be told of it. Guarded by the queue that it is in. */
final class Passage {

    private @Nullable Route route;
    private @Nullable Exchange untold;
    private @Nullable Stop leftOut;
    private double tokens;
    private int bytes;
    private boolean findingOut;

    /** It goes that way from now on. */
    void take(Route next) {
        route = next;
    }

    /** {@return the way it goes} */
    Route route() {
        return Objects.requireNonNull(route, "no way was chosen");
    }

    /** So many tokens are set aside for what it sends now. */
    void reserve(double amount, int sent) {
        tokens = amount;
        bytes = sent;
    }

    /** {@return tokens set aside for what it sent last} */
    double tokens() {
        return tokens;
    }

    /** {@return bytes that it sent last} */
    int bytes() {
        return bytes;
    }

    /** Its request is to find out whether the endpoint is well. */
    void findOut() {
        findingOut = true;
    }

    /** {@return whether its request was to find that out; asked once} */
    boolean foundOut() {
        boolean was = findingOut;
        findingOut = false;
        return was;
    }

    /** Its request is over. */
    void tell(Exchange exchange) {
        untold = exchange;
    }

    /** {@return what came of its request, if its route has not been told; null if there is nothing to tell} */
    @Nullable
    Exchange untold() {
        return untold;
    }

    /** {@return the same; it is told now} */
    @Nullable
    Exchange takeUntold() {
        Exchange news = untold;
        untold = null;
        return news;
    }

    /** It is not sent, because nothing goes its way any more. */
    void leaveOut(Stop reason) {
        leftOut = reason;
    }

    /** {@return why it is not sent; null if it is} */
    @Nullable
    Stop leftOut() {
        return leftOut;
    }
}
