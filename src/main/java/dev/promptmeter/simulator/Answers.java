package dev.promptmeter.simulator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the answer to a chat completion: rule, text, tokens, money, pace, faults, bytes. */
final class Answers {

    private static final NumberStream NO_NUMBERS = new NumberStream(0);

    private final RuleIndex rules;
    private final Faults faults;
    private final Speeches speeches;
    private final Paces paces;
    private final long seed;
    private final Price price;
    private final ErrorShape errors;
    private final Modes.Usage usage;
    private final Modes.Cost cost;
    private final Modes.Head leaving;
    private final Modes.RoleChunk roleChunk;
    private final int success;
    private final boolean markers;
    private final boolean keepsEvents;
    private final List<Effect> habits;
    private final Map<String, String> headers;
    private final @Nullable Integer context;
    private final @Nullable Long proxyTimeout;
    private Site site = Site.NONE;
    private @Nullable RateLimits limits;
    private @Nullable PrefixCache prefixes;

    Answers(Settings settings, Faults faults) {
        this.rules = new RuleIndex(settings.rules());
        this.faults = faults;
        this.speeches = new Speeches(settings);
        this.paces = new Paces(settings);
        this.seed = settings.orElse(Flags.SEED, 1L);
        this.price = settings.orElse(Flags.PRICE, Price.parse("1,2"));
        this.errors = settings.orElse(Flags.ERRORS, ErrorShape.OPENAI);
        this.usage = settings.orElse(Flags.USAGE, Modes.Usage.ASKED);
        this.cost = settings.orElse(Flags.COST, Modes.Cost.NONE);
        this.leaving = settings.orElse(Flags.HEAD, Modes.Head.AT_ONCE);
        this.roleChunk = settings.orElse(Flags.ROLE_CHUNK, Modes.RoleChunk.IMMEDIATE);
        this.success = settings.orElse(Flags.STATUS, 200);
        this.markers = settings.on(Flags.MARKERS);
        this.keepsEvents = settings.on(Flags.LEDGER_EVENTS);
        this.habits = settings.profile().effects();
        this.headers = settings.profile().headers();
        this.context = settings.find(Flags.CONTEXT);
        this.proxyTimeout = settings.find(Flags.PROXY_TIMEOUT);
    }

    void site(Site other) {
        site = other;
    }

    /** From now on what is left of those limits is told, and those beginnings count as cached. */
    void remembering(RateLimits rates, PrefixCache beginnings) {
        limits = rates;
        prefixes = beginnings;
    }

    /** Everything known about one request when its answer is made. */
    private record Matter(
            HttpRequest http,
            ChatRequest chat,
            Ticket ticket,
            Draws draws,
            Values says,
            @Nullable Rule rule) {}

    /** Loads the classes that the first request would otherwise wait for; nothing is counted or kept. */
    static void warmUp() {
        Answers answers = new Answers(Settings.builder().build(), new Faults(List.of()));
        for (String stream : List.of("false", "true")) {
            byte[] body = ("{\"model\":\"m\",\"stream\":" + stream
                            + ",\"messages\":[{\"role\":\"user\",\"content\":\"warm up\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
            HttpRequest http = new HttpRequest("POST", "/v1/chat/completions", List.of(), body, 0, 0);
            ChatRequest chat = ChatRequestReader.read(body, Modes.Switch.OFF);
            Planned planned = answers.plan(http, chat, new Ticket(1, 1, chat.key(), 1, 0), 1);
            planned.wire().pieces();
        }
    }

    Planned plan(HttpRequest http, ChatRequest chat, Ticket ticket, double load) {
        Values marked = markers ? Markers.read(chat) : Values.NONE;
        Rule rule = rules.find(chat, ticket.occurrence());
        Values ruled = rule == null ? Values.NONE : rule.says();
        Draws draws = new Draws(seed, ticket.key(), ticket.occurrence());
        Matter matter = new Matter(http, chat, ticket, draws, marked.over(ruled), rule);
        FaultSubject subject = new FaultSubject(
                Route.CHAT,
                ticket.number(),
                ticket.occurrence(),
                chat.text(Target.LAST),
                chat.model(),
                chat.stream(),
                ticket.sinceFirstNanos());
        List<Struck> struck = faults.strike(
                subject, draws, marked.orElse(Columns.FAULT, List.of()), ruled.orElse(Columns.FAULT, List.of()));
        return plan(matter, struck, load);
    }

    private Planned plan(Matter matter, List<Struck> struck, double load) {
        Draft draft = draft(matter, load);
        habits.forEach(habit -> habit.onDraft(draft, NO_NUMBERS));
        struck.forEach(strike -> strike.fault().effect().onDraft(draft, strike.numbers()));
        Reply reply = reply(matter, draft);
        String told = headers(matter, draft, reply);
        habits.forEach(habit -> habit.onReply(reply, NO_NUMBERS));
        struck.forEach(strike -> strike.fault().effect().onReply(reply, strike.numbers()));
        if (proxyTimeout != null) {
            reply.giveUpAfter(proxyTimeout);
        }
        if (told != null && reply.billed() && reply.status() < 300) {
            reply.header("x-aimlapi-credits-used", told);
        }
        if (limits != null) {
            limits.answers(draft.bill().counts().completion(), System.nanoTime());
            limits.tell(reply, System.nanoTime());
        }
        long due = draft.style().pace().firstNanos();
        Wire wire = Heads.frame(reply, matter.http(), leaving);
        struck.forEach(strike -> strike.fault().effect().onWire(wire, strike.numbers()));
        boolean whole = struck.isEmpty()
                || struck.stream().allMatch(strike -> strike.fault().kind().leavesAnswerWhole());
        return new Planned(
                wire,
                reply.status(),
                draft.streamed(),
                reply.shiftNanos()
                        + (draft.streamed() ? due : draft.style().pace().plainNanos()),
                draft.speech().tokens() * matter.chat().choices(),
                whole && reply.status() < 300 ? LedgerEntry.Outcome.COMPLETE : LedgerEntry.Outcome.FAULT,
                struck.isEmpty()
                        ? List.of()
                        : struck.stream().map(strike -> strike.fault().label()).toList(),
                reply.billed(),
                draft.bill().counts(),
                draft.bill().credits(),
                price,
                draft.speech().content(),
                LedgerEntry.Digest.of(Digests.sha256().digest(spoken(draft))),
                draft.style().stamped() || keepsEvents);
    }

    private static byte[] spoken(Draft draft) {
        String content = draft.speech().content();
        return content == null ? new byte[0] : content.getBytes(StandardCharsets.UTF_8);
    }

    private Draft draft(Matter matter, double load) {
        Values says = matter.says();
        Speeches.Spoken spoken = speeches.speak(matter.chat(), matter.rule(), says, matter.draws());
        Counts counts = counts(matter, spoken.speech());
        BigDecimal stated = says.find(Columns.COST);
        long credits = stated == null ? price.credits(counts) : Price.credits(stated);
        Draft.Bill bill = new Draft.Bill(counts, credits, usage(matter, counts), meta(credits));
        Draft.Identity identity = new Draft.Identity(
                id(matter.ticket().sequence()),
                System.currentTimeMillis() / 1000,
                says.orElse(Columns.RESPONSE_MODEL, matter.chat().model()));
        boolean stamped = "1".equals(matter.http().header("x-sim-stamps"));
        Style style = new Style(
                success,
                paces.pace(matter.chat(), says, matter.draws(), load),
                paces.bundles(says, matter.draws()),
                roleChunk,
                stamped,
                usage == Modes.Usage.RUNNING || matter.chat().usageRunning());
        return new Draft(matter.chat(), identity, style, spoken.speech(), bill, spoken.finishReason());
    }

    private static String id(long sequence) {
        String digits = Long.toString(sequence);
        return "chatcmpl-sim-" + "0".repeat(Math.max(0, 12 - digits.length())) + digits;
    }

    private Counts counts(Matter matter, Draft.Speech speech) {
        Values says = matter.says();
        ScriptedStream scripted = scripted(matter);
        int spoken = scripted == null
                ? speech.tokens()
                : scripted.events().stream()
                        .mapToInt(ScriptedStream.Event::tokens)
                        .sum();
        int choices = matter.chat().choices();
        int prompt = matter.chat().promptTokens();
        int cached = prefixes == null ? 0 : prefixes.cached(matter.chat());
        return new Counts(
                (int) UsageText.orElse(
                        says.find(Columns.PROMPT_TOKENS), context == null ? prompt : Math.min(prompt, context)),
                (int) UsageText.orElse(says.find(Columns.COMPLETION_TOKENS), (long) spoken * choices),
                (int) UsageText.orElse(says.find(Columns.CACHED_TOKENS), cached),
                (int) UsageText.orElse(says.find(Columns.REASONING_TOKENS), (long) speech.reasoningTokens() * choices));
    }

    private @Nullable String usage(Matter matter, Counts counts) {
        String stated = matter.says().orElse(Columns.USAGE, "");
        if (stated.equals("none")) {
            return null;
        }
        boolean shown = switch (usage) {
            case NEVER -> false;
            case ASKED -> !matter.chat().stream() || matter.chat().usageAsked();
            default -> true;
        };
        if (!shown) {
            return null;
        }
        if (!stated.isEmpty()) {
            return stated;
        }
        return usage == Modes.Usage.NULL ? "null" : UsageText.of(counts, matter.says());
    }

    private @Nullable String meta(long credits) {
        return cost.inBody() ? UsageText.meta(credits) : null;
    }

    private @Nullable ScriptedStream scripted(Matter matter) {
        return matter.chat().stream() ? matter.says().find(Columns.STREAM) : null;
    }

    private Reply reply(Matter matter, Draft draft) {
        Reply.Asked asked = new Reply.Asked(matter.http(), errors, site);
        Integer status = matter.says().find(Columns.STATUS);
        String body = matter.says().find(Columns.BODY);
        ScriptedStream scripted = scripted(matter);
        if (status != null && (body != null || status >= 300)) {
            return fixed(asked, status, body, draft);
        }
        if (scripted != null && draft.streamed()) {
            return Reply.stream(asked, draft.style().status(), ScriptedEvents.of(scripted, draft));
        }
        Reply reply = draft.reply(asked);
        if (status != null) {
            reply.status(status);
        }
        return reply;
    }

    private Reply fixed(Reply.Asked asked, int status, @Nullable String body, Draft draft) {
        byte[] bytes = body == null
                ? errors.body(Refusal.forStatus(status), asked.request())
                : body.getBytes(StandardCharsets.UTF_8);
        String type = body == null ? errors.contentType() : Heads.typeOf(body);
        long due = draft.style().pace().firstNanos();
        Reply reply = Reply.plain(asked, status, type, Piece.body(due, bytes, Piece.Mark.NOTHING));
        if (status >= 300) {
            reply.unbilled();
        }
        return reply;
    }

    /** {@return the credits to tell in a header, or null} */
    private @Nullable String headers(Matter matter, Draft draft, Reply reply) {
        Ticket ticket = matter.ticket();
        headers.forEach(reply::header);
        reply.header("x-sim-request", Long.toString(ticket.sequence()));
        reply.header(
                "x-inference-id", "sim-" + HexFormat.of().formatHex(ticket.key(), 0, 8) + "-" + ticket.occurrence());
        if (draft.style().stamped()) {
            reply.header("x-sim-received", Long.toString(matter.http().receivedNanos()));
        }
        boolean told = cost.inHeader() && !draft.streamed();
        return told && !draft.costHidden() ? Long.toString(draft.bill().credits()) : null;
    }
}
