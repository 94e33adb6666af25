package dev.promptmeter.simulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that can be set about a simulator, under the names of its command line. */
public final class Flags {

    /** The seed of all random numbers; the greatest is 2^53, the last that every JSON reader keeps. */
    static final Setting<Long> SEED =
            flag("seed", "N", "seed of delays, faults and made-up words, 0 to 2^53 (default 1)", seed());

    static final Setting<String> BIND = flag("bind", "ADDR", "address to listen on (default 127.0.0.1)", t -> t);
    static final Setting<Integer> PORT =
            flag("port", "N", "port to listen on; 0 = a free one (default 0)", new IntText(0, 65_535)::parse);
    static final Setting<List<Script>> SCRIPT =
            list("script", "FILE", "script of answers, .csv or .json; repeatable", t -> Script.read(Path.of(t)));
    static final Setting<Profile> PROFILE =
            flag("profile", "NAME", "server to imitate (default plain)", Profile::named);
    static final Setting<List<String>> MODEL =
            list("model", "ID", "model to know; others get 404 (default: all are accepted); repeatable", t -> t);
    static final Setting<DefaultAnswer> ANSWER = flag(
            "answer", "SPEC", "echo, fixed:TEXT or tokens:N where no rule holds (default echo)", DefaultAnswer::parse);
    static final Setting<Delay> LATENCY =
            flag("latency", "SPEC", "total time of a plain answer (default fixed:0ms)", Delay::parse);
    static final Setting<Delay> TTFT =
            flag("ttft", "SPEC", "time to the first output of a stream (default: latency)", Delay::parse);
    static final Setting<Delay> INTER_TOKEN =
            flag("inter-token", "SPEC", "time between two tokens (default fixed:0ms)", Delay::parse);
    static final Setting<TokenBundle> TOKENS_PER_CHUNK =
            flag("tokens-per-chunk", "SPEC", "tokens in one event (default fixed:1)", TokenBundle::parse);
    static final Setting<Integer> FIRST_CHUNK_TOKENS =
            flag("first-chunk-tokens", "N", "tokens in the first event", IntText.atLeast(1)::parse);
    static final Setting<Integer> SLOTS =
            flag("slots", "N", "answers worked on at a time (default: no limit)", IntText.atLeast(1)::parse);
    static final Setting<Integer> QUEUE = flag(
            "queue", "N", "requests waiting for a slot, beyond it 503 (default: no limit)", IntText.atLeast(0)::parse);
    static final Setting<Double> LOAD_FACTOR =
            flag("load-factor", "X", "delays grow to X times at full slots (default 1)", Flags::factor);
    static final Setting<Modes.Usage> USAGE =
            choice("usage", "asked, always, never, running or null (default asked)", Modes.Usage.class);
    static final Setting<Modes.Cost> COST =
            choice("cost", "none, meta, header or both: the vendor's cost fields (default none)", Modes.Cost.class);
    static final Setting<Price> PRICE =
            flag("price", "IN,OUT[,CACHED]", "USD per million tokens (default 1,2)", Price::parse);
    static final Setting<Integer> STATUS =
            flag("status", "CODE", "status of success, 200 to 299 (default 200)", new IntText(200, 299)::parse);
    static final Setting<ErrorShape> ERRORS = flag(
            "errors",
            "SHAPE",
            "openai, vendor, vllm, vllm-old, string, fastapi, html, empty, azure, llamacpp or openrouter (default openai)",
            ErrorShape::parse);
    static final Setting<List<FaultText>> FAULT =
            list("fault", "SPEC", "fault NAME[:ARG,…][@COND&…]; repeatable", FaultText::new);
    static final Setting<Modes.Switch> MARKERS =
            choice("markers", "on or off: obey [sim: …] in prompts (default on)", Modes.Switch.class);
    static final Setting<String> KEY = flag("key", "KEY", "bearer key to ask for; others get 401", t -> t);
    static final Setting<Integer> RPM = flag(
            "rpm",
            "N",
            "requests per minute, beyond it 429 with Retry-After (default: no limit)",
            IntText.atLeast(1)::parse);
    static final Setting<Integer> TPM = flag(
            "tpm",
            "N",
            "tokens per minute, beyond it 429 with Retry-After (default: no limit)",
            IntText.atLeast(1)::parse);
    static final Setting<Integer> MAX_CONCURRENT = flag(
            "max-concurrent",
            "N",
            "answers at a time, beyond it 429 with Retry-After (default: no limit)",
            IntText.atLeast(1)::parse);
    static final Setting<Modes.RateHeaders> RATE_HEADERS = choice(
            "rate-headers",
            "none, openai, anthropic or ietf: tell what is left of --rpm and --tpm (default none)",
            Modes.RateHeaders.class);
    static final Setting<Integer> PREFIX_CACHE = flag(
            "prefix-cache",
            "N",
            "count as cached what begins an earlier prompt, in blocks of N tokens (default: nothing)",
            IntText.atLeast(1)::parse);
    static final Setting<Integer> MAX_TOKENS_DEFAULT = flag(
            "max-tokens-default", "N", "cut answers there when the request sets no limit", IntText.atLeast(1)::parse);
    static final Setting<Path> LEDGER = flag("ledger", "FILE", "append each finished entry as a JSON line", Path::of);
    static final Setting<Integer> LEDGER_SIZE =
            flag("ledger-size", "N", "entries kept in memory (default 100000)", IntText.atLeast(1)::parse);
    static final Setting<Modes.Switch> LEDGER_EVENTS =
            choice("ledger-events", "on or off: keep the instants of each event (default off)", Modes.Switch.class);
    static final Setting<Long> FOR = flag("for", "DUR", "stop by itself after this time", TimeText::nanos);
    static final Setting<Integer> REQUESTS =
            flag("requests", "N", "stop by itself after so many answers", IntText.atLeast(1)::parse);
    static final Setting<Modes.Head> HEAD = choice(
            "head", "at-once or with-first: when the head of a stream leaves (default at-once)", Modes.Head.class);
    static final Setting<Modes.RoleChunk> ROLE_CHUNK = choice(
            "role-chunk",
            "immediate, with-first or none: the event with the role (default immediate)",
            Modes.RoleChunk.class);
    static final Setting<Modes.Switch> STRICT =
            choice("strict", "on or off: check the ranges of parameters (default off)", Modes.Switch.class);
    static final Setting<Modes.Bill> BILL_ON_DISCONNECT = choice(
            "bill-on-disconnect",
            "generated, full or none: what a client that left pays (default generated)",
            Modes.Bill.class);
    static final Setting<Integer> CONTEXT = flag(
            "context",
            "N",
            "cut longer prompts to N tokens without a word (default: no limit)",
            IntText.atLeast(1)::parse);
    static final Setting<Long> LOADING = flag("loading", "DUR", "503 for so long after the start", TimeText::nanos);
    static final Setting<Long> PROXY_TIMEOUT =
            flag("proxy-timeout", "DUR", "524 in place of an answer that comes later", TimeText::nanos);
    static final Setting<Modes.Switch> PRECISE =
            choice("precise", "on or off: poll without a limit for exact instants (default off)", Modes.Switch.class);

    static final List<Setting<?>> ALL = List.of(
            BIND,
            PORT,
            SCRIPT,
            PROFILE,
            MODEL,
            SEED,
            ANSWER,
            LATENCY,
            TTFT,
            INTER_TOKEN,
            TOKENS_PER_CHUNK,
            FIRST_CHUNK_TOKENS,
            SLOTS,
            QUEUE,
            LOAD_FACTOR,
            USAGE,
            COST,
            PRICE,
            STATUS,
            ERRORS,
            FAULT,
            MARKERS,
            KEY,
            RPM,
            TPM,
            MAX_CONCURRENT,
            RATE_HEADERS,
            PREFIX_CACHE,
            MAX_TOKENS_DEFAULT,
            LEDGER,
            LEDGER_SIZE,
            LEDGER_EVENTS,
            FOR,
            REQUESTS,
            HEAD,
            ROLE_CHUNK,
            STRICT,
            BILL_ON_DISCONNECT,
            CONTEXT,
            LOADING,
            PROXY_TIMEOUT,
            PRECISE);

    private Flags() {}

    /** {@return every setting there is, in the order of the help text} */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** {@return every fault there is, each with its syntax} */
    public static List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            faults.add(kind.syntax());
        }
        return List.copyOf(faults);
    }

    /** {@return the same as a JSON array of objects with name, syntax and what can be struck: any, chat, stream or connection} */
    public static String faultsJson() {
        StringBuilder out = new StringBuilder("[");
        for (FaultKind kind : FaultKind.values()) {
            out.append(out.length() == 1 ? "" : ",\n ").append("{\"name\":").append(JsonEdit.text(kind.text()));
            out.append(",\"syntax\":").append(JsonEdit.text(kind.syntax()));
            out.append(",\"strikes\":")
                    .append(JsonEdit.text(Modes.text(kind.scope())))
                    .append('}');
        }
        return out.append("]").toString();
    }

    /** {@return every profile there is, by name and one line of help} */
    public static List<String> profiles() {
        return Profiles.ALL.stream()
                .map(profile -> profile.name() + "  " + profile.help())
                .toList();
    }

    /** {@return the setting of that name, hyphenated or in camel case; {@code faults} and the like mean the singular} */
    static Setting<?> named(String name) {
        String plain = name.startsWith("--") ? name.substring(2) : name;
        Setting<?> found = find(plain);
        if (found == null && plain.endsWith("s")) {
            found = find(plain.substring(0, plain.length() - 1));
        }
        if (found == null) {
            throw new IllegalArgumentException("unknown setting '" + name + "': "
                    + NearName.suggestion(plain, ALL.stream().map(Setting::name).toList()));
        }
        return found;
    }

    private static @Nullable Setting<?> find(String name) {
        return ALL.stream()
                .filter(setting -> setting.name().equals(name) || setting.key().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static <T> Setting<T> flag(String name, String argument, String help, Function<String, T> reader) {
        return Setting.of(name, argument, help, reader);
    }

    private static <T> Setting<List<T>> list(String name, String argument, String help, Function<String, T> reader) {
        return Setting.<List<T>>of(name, argument, help, text -> List.of(reader.apply(text)))
                .repeatable(Flags::joined);
    }

    private static <T> List<T> joined(List<T> earlier, List<T> later) {
        List<T> all = new ArrayList<>(earlier);
        all.addAll(later);
        return List.copyOf(all);
    }

    private static <E extends Enum<E>> Setting<E> choice(String name, String help, Class<E> type) {
        return Setting.of(name, "CHOICE", help, text -> Modes.parse(type, text));
    }

    private static Function<String, Long> seed() {
        return new IntText(0, 1L << 53)::parseLong;
    }

    private static double factor(String text) {
        double factor = DistributionText.plainNumber(text);
        if (factor < 1) {
            throw new IllegalArgumentException("load-factor " + text + " must be 1 or more");
        }
        return factor;
    }
}
