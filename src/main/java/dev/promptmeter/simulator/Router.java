package dev.promptmeter.simulator;

import org.jspecify.annotations.Nullable;

/** Finds out what a request asks for and has it answered. Confined to the loop's thread. */
final class Router {

    private static final String CHAT = "/chat/completions";

    private final LedgerBook book;
    private final Faults faults;
    private final Slots slots;
    private Answers answers;
    private Settings settings;
    private final Models models;
    private final Embeddings embeddings;
    private final Outages outages;
    private final Occurrences occurrences = new Occurrences();
    private final ErrorShape errors;
    private final @Nullable String bearer;
    private final Modes.Switch strict;
    private final Profile profile;
    private final long readyAt;
    private Control control = exchange -> {};
    private @Nullable EventLoop running;
    private long chats;
    private long firstNanos;
    private final RateLimits limits;
    private final PrefixCache prefixes;

    /** Answers the control routes, which need the whole simulator. */
    interface Control {

        void answer(Exchange exchange);
    }

    Router(Settings settings, LedgerBook book) {
        this.book = book;
        this.settings = settings;
        this.faults = new Faults(settings.faults());
        this.outages = new Outages(settings, book);
        this.slots = new Slots(settings);
        this.limits = new RateLimits(settings, System.nanoTime());
        this.prefixes = new PrefixCache(settings.orElse(Flags.PREFIX_CACHE, 0));
        this.answers = answers(settings);
        this.models = new Models(settings, faults);
        this.embeddings = new Embeddings(settings, faults, models);
        this.errors = settings.orElse(Flags.ERRORS, ErrorShape.OPENAI);
        String key = settings.find(Flags.KEY);
        this.bearer = key == null ? null : "Bearer " + key;
        this.strict = settings.orElse(Flags.STRICT, Modes.Switch.OFF);
        this.profile = settings.profile();
        this.readyAt = System.nanoTime() + settings.orElse(Flags.LOADING, 0L);
    }

    private Answers answers(Settings by) {
        Answers made = new Answers(by, faults);
        made.remembering(limits, prefixes);
        return made;
    }

    void control(Control other) {
        control = other;
    }

    /** From now on answers may make use of that loop. */
    void begin(EventLoop loop) {
        running = loop;
        answers.site(loop);
    }

    Settings settings() {
        return settings;
    }

    /** Requests that come from now on are answered by these settings. */
    void configure(Settings others) {
        settings = others;
        faults.replace(others.faults());
        slots.limit(others);
        answers = answers(others);
        if (running != null) {
            answers.site(running);
        }
    }

    Outages outages() {
        return outages;
    }

    LedgerBook book() {
        return book;
    }

    Exchange.Listener listener() {
        return book;
    }

    void route(Exchange exchange) {
        HttpRequest request = exchange.request();
        String path = request.path();
        if (path.startsWith("/__sim/")) {
            control.answer(exchange);
            return;
        }
        OpenEntry entry = book.open(exchange);
        if (firstNanos == 0) {
            first(request.receivedNanos());
        }
        try {
            if (isChat(request)) {
                chat(exchange, entry);
            } else if (Embeddings.asked(request)) {
                authorise(request);
                exchange.send(embeddings.plan(request, sinceFirst(request)), request.receivedNanos());
            } else if (Models.asked(request)) {
                exchange.send(models.plan(request, sinceFirst(request)), request.receivedNanos());
            } else {
                unknown(exchange);
            }
        } catch (RefusedException e) {
            send(exchange, e.refusal());
        }
    }

    private boolean isChat(HttpRequest request) {
        String path = request.path();
        boolean known = profile.has(Quirk.UNKNOWN_PATH_SUCCEEDS) ? path.equals("/v1" + CHAT) : path.endsWith(CHAT);
        return known && request.method().equals("POST");
    }

    private void unknown(Exchange exchange) {
        HttpRequest request = exchange.request();
        String asked = request.method() + " " + request.path();
        if (profile.has(Quirk.UNKNOWN_PATH_SUCCEEDS)) {
            send(exchange, new Refusal(200, "", null, "Unexpected endpoint or method. (" + asked + ")", null));
        } else {
            throw new RefusedException(Refusal.of(404, "not_found", "Unknown route: " + asked));
        }
    }

    /** Answers something that could not even be read as a request, and closes. */
    void refuse(Exchange exchange, Refusal refusal) {
        book.open(exchange);
        send(exchange, refusal);
    }

    private void send(Exchange exchange, Refusal refusal) {
        exchange.send(
                Plain.planned(reply(exchange.request(), refusal), LedgerEntry.Outcome.REFUSED),
                exchange.request().receivedNanos());
    }

    private void send(Exchange exchange, RateLimits.Refused refused) {
        Reply reply = reply(exchange.request(), Refusal.forStatus(429));
        reply.header("Retry-After", Long.toString(refused.seconds()));
        limits.tell(reply, System.nanoTime());
        exchange.send(
                Plain.planned(reply, LedgerEntry.Outcome.REFUSED),
                exchange.request().receivedNanos());
    }

    private Reply reply(HttpRequest request, Refusal refusal) {
        Reply.Asked asked = new Reply.Asked(request, errors);
        Piece body = Piece.body(0, errors.body(refusal, request), Piece.Mark.NOTHING);
        Reply reply = Reply.plain(asked, refusal.status(), errors.contentType(), body);
        if (refusal.status() == 401) {
            reply.header("WWW-Authenticate", "Bearer");
        }
        return reply;
    }

    private void first(long nanos) {
        firstNanos = nanos;
        if (running != null) {
            running.begin(nanos);
        }
    }

    private long sinceFirst(HttpRequest request) {
        return sinceFirst(request.receivedNanos());
    }

    /** {@return how long ago the first request was received; 0 if there was none} */
    long sinceFirst(long nanos) {
        return firstNanos == 0 ? 0 : nanos - firstNanos;
    }

    private void chat(Exchange exchange, OpenEntry entry) {
        HttpRequest request = exchange.request();
        authorise(request);
        if (System.nanoTime() - readyAt < 0) {
            throw new RefusedException(Refusal.of(503, "unavailable", "Loading model"));
        }
        if (profile.has(Quirk.DROPS_BODY_OF_UPGRADE) && "h2c".equalsIgnoreCase(request.header("Upgrade"))) {
            throw new RefusedException(Refusal.badRequest("body", "Field required"));
        }
        ChatRequest chat = ChatRequestReader.read(request.body(), strict);
        models.check(chat.model());
        byte[] key = chat.key();
        Ticket ticket = new Ticket(entry.sequence(), ++chats, key, occurrences.next(key), sinceFirst(request));
        LedgerEntry.Digest digest = LedgerEntry.Digest.of(key);
        entry.content(new LedgerEntry.Content(
                digest, ticket.occurrence(), chat.model().intern(), chat.stream()));
        RateLimits.Refused refused = limits.enter(chat, digest, System.nanoTime());
        if (refused == null) {
            serve(exchange, chat, ticket);
        } else {
            entry.refused(refused);
            send(exchange, refused);
        }
    }

    private void serve(Exchange exchange, ChatRequest chat, Ticket ticket) {
        exchange.whenOver(limits::leave);
        switch (slots.enter()) {
            case FREE -> work(exchange, chat, ticket, exchange.request().receivedNanos());
            case FULL -> slots.await(exchange, () -> work(exchange, chat, ticket, System.nanoTime()));
            case REFUSED -> throw new RefusedException(Refusal.forStatus(503));
        }
    }

    private void authorise(HttpRequest request) {
        if (bearer != null && !bearer.equals(request.header("Authorization"))) {
            throw new RefusedException(Refusal.forStatus(401));
        }
    }

    private void work(Exchange exchange, ChatRequest chat, Ticket ticket, long start) {
        exchange.whenOver(this::leave);
        try {
            exchange.send(answers.plan(exchange.request(), chat, ticket, slots.load()), start);
        } catch (RefusedException e) {
            send(exchange, e.refusal());
        }
    }

    private void leave() {
        limits.leave();
        slots.leave();
    }

    /** Forgets everything that the next requests' fate could depend on. */
    void forget() {
        book.forget();
        occurrences.forget();
        faults.forget();
        chats = 0;
        firstNanos = 0;
    }

    void close() {
        book.close();
    }
}
