package dev.promptmeter.cli;

import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.cli.Flag.Kind;
import dev.promptmeter.run.Shard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flags of {@code run}, grouped as its help shows them. */
final class RunFlags {

    static final Flag FILTER = Flag.list(
                    "--filter", "EXPR", "only cases that match, e.g. 'm:gpt* t:eu'; repeated flags are joined by AND")
            .or("-k");
    static final Flag LIMIT =
            Flag.value("--limit", "N", "first N rows of each dataset").or("-n").as(Rule.range(1, Integer.MAX_VALUE));
    static final Flag SAMPLE = Flag.value(
                    "--sample", "N[,SEED]", "N rows of each dataset, the same on every computer (seed 1)")
            .as(Rule.pattern("[1-9]\\d{0,8}(,\\d{1,16})?", "N or N,SEED with whole numbers, N from 1"));
    static final Flag SHARD = Flag.value(
                    "--shard",
                    "I/N",
                    "only part I of N, by row id; promptmeter merge joins the parts and judges the gates")
            .as(new Rule(written -> Shard.of(written).isPresent(), "I/N with 1 <= I <= N <= 10000, such as 2/4"));
    static final Flag ALLOW_EMPTY = Flag.toggle("--allow-empty", "an empty selection exits 0 instead of 4");

    static final Flag MODEL = Flag.value("--model", "NAME", "model to ask");
    static final Flag BASE_URL = Flag.value("--base-url", "URL", "endpoint, up to and with /v1");
    static final Flag API_KEY_ENV =
            Flag.value("--api-key-env", "NAME", "variable that holds the key; the key itself is never a flag");
    static final Flag PRESET = Flag.value("--preset", "NAME", "known endpoint: simulator, aimlapi, openai, ...");
    static final Flag PROMPT_FILE =
            Flag.value("--prompt-file", "FILE", "template; without it the column 'prompt' is sent");
    static final Flag SYSTEM = Flag.value("--system", "TEXT", "system message where a row has none")
            .as(Rule.ANY);
    static final Flag PARAM = Flag.list("--param", "K=V", "request parameter, e.g. temperature=0; repeatable")
            .as(Rule.PAIR);
    static final Flag STREAM = Flag.toggle("--stream", "ask for streamed answers");
    static final Flag GATE = Flag.list("--gate", "EXPR", "what must hold, e.g. 'passRate >= 95%'; repeatable");

    static final Flag DELIMITER = Flag.value(
                    "--delimiter", "C", "between cells, for every dataset: one character, tab or auto")
            .as(Rule.pattern("(?s).|tab|auto", "one character, tab or auto"));
    static final Flag ENCODING = Flag.value("--encoding", "NAME", "character set of every dataset");
    static final Flag ALLOW_EMPTY_PROMPT = Flag.toggle("--allow-empty-prompt", "send user messages without text");

    static final Flag CONCURRENCY = Flag.value(
                    "--concurrency", "N", "requests in flight, or auto to find out how many go well (suite, else 8)")
            .or("-j")
            .as(Rule.pattern("[1-9]|[1-9]\\d{1,2}|10[01]\\d|102[0-4]|auto", "a whole number, 1 to 1024, or auto"));
    static final Flag RATE = Flag.value(
                    "--rate",
                    "X[/s|/m]",
                    "open loop: planned starts a second or minute, at most -j in flight (else 1024)")
            .as(Rule.pattern("(0|[1-9]\\d{0,8})(\\.\\d{1,9})?(/s|/m)?", "a rate such as 5, 5/s or 90/m"));
    static final Flag REPEAT = Flag.value("--repeat", "N", "independent answers per case (suite, else 1)")
            .as(Rule.range(1, 1000));
    static final Flag RETRIES = Flag.value("--retries", "N", "further attempts after the first (suite, else 4)")
            .as(Rule.range(0, 10));
    static final Flag TIMEOUT = Flag.value(
                    "--timeout", "DUR", "deadline of one attempt, body included (suite, else 60s)")
            .as(Rule.SPAN);
    static final Flag WARMUP = Flag.value(
                    "--warmup", "N", "warm-up requests per model, outside every figure (suite, else 2)")
            .as(Rule.range(0, 1000));
    static final Flag RESUME = Flag.optional(
                    "--resume", "RUN", "continue a stopped run, default the newest; asks only what is missing")
            .as(new Rule(RunFolders::couldBe, "a run folder, a run id or last"));
    static final Flag ERRORS = Flag.optional("--errors", "RUN", "as --resume, and asks again what ended with an error")
            .as(new Rule(RunFolders::couldBe, "a run folder, a run id or last"));
    static final Flag ACCEPT_CHANGES = Flag.toggle(
            "--accept-changes", "go on although answers on record are no longer asked for; they leave the results");
    static final Flag FAILED = Flag.optional(
                    "--failed", "RUN", "only cases with a wrong answer in that run, default the last, in a new run")
            .as(new Rule(RunFolders::couldBe, "a run folder, a run id or last"));
    static final Flag CACHE = Flag.value(
                    "--cache", "MODE", "off; on reads and writes answers, refresh writes only, only sends nothing")
            .as(Rule.word("off", "on", "refresh", "only"));
    static final Flag MAYBE_BILLED = Flag.value(
                    "--retry-maybe-billed",
                    "N",
                    "retries that may follow an attempt that may have been billed (suite, else 1)")
            .as(Rule.range(0, 10));
    static final Flag ACCEPT_DAMAGE = Flag.toggle("--accept-damage", "go on although the journal has damaged records");
    static final Flag FAIL_FAST = Flag.optional("--fail-fast", "N", "start nothing more after N failures (default 1)")
            .as(Rule.range(1, Integer.MAX_VALUE));
    static final Flag FSYNC = Flag.value(
                    "--fsync", "WHEN", "force the journal in groups or always after each answer (suite, else group)")
            .as(Rule.word("group", "always"));
    static final Flag NO_PREFLIGHT =
            Flag.toggle("--no-preflight", "do not look the models up before the first request");

    static final Flag DRY_RUN =
            Flag.toggle("--dry-run", "say what would be asked and what it can cost; send nothing, need no key");
    static final Flag MAX_COST = Flag.value("--max-cost", "USD", "send nothing that might cost more in total (suite)")
            .as(Rule.MONEY);
    static final Flag BUDGET_UNPRICED = Flag.value(
                    "--budget-unpriced", "USD", "price per million tokens that the limit assumes where none is known")
            .as(Rule.MONEY);
    static final Flag MAX_DURATION = Flag.value("--max-duration", "DUR", "start no request after this time")
            .as(Rule.SPAN);

    static final Flag YES = Flag.toggle("--yes", "do not ask when the run will likely cost more than run.confirmAbove");

    static final Flag PROFILE = Flag.list("--profile", "NAME", "profile of the suite; repeatable, the later wins")
            .or("-p");
    static final Flag SET = Flag.list("--set", "PATH=VALUE", "any suite key, e.g. run.repeat=3; repeatable")
            .as(Rule.PAIR);
    static final Flag VAR = Flag.list("--var", "K=V", "variable for every row; wins over a column of that name")
            .as(Rule.PAIR);
    static final Flag ENV_FILE = Flag.value("--env-file", "FILE", "variables that are not already set");
    static final Flag STRICT_PARAMS =
            Flag.toggle("--strict-params", "a parameter outside its range is an error, not a warning");

    static final Flag BASELINE = Flag.value(
            "--baseline", "WHAT", "compare with a baseline file, a run or git:REF[:FILE] (suite, else nothing)");
    static final Flag NO_BASELINE = Flag.toggle("--no-baseline", "compare with nothing");

    static final Flag OUT = Flag.value("--out", "DIR", "the run folder; absent or empty (default reports/<run-id>)")
            .or("-o");
    static final Flag REPORT = Flag.value("--report", "LIST", "derived files, e.g. html,json; +x adds, -x drops");
    static final Flag JSON = Flag.toggle("--json", "stdout is exactly one JSON document");
    static final Flag PROGRESS =
            Flag.value("--progress", "MODE", "auto, bar, plain or none").as(Rule.word("auto", "bar", "plain", "none"));
    static final Flag COLOR =
            Flag.value("--color", "WHEN", "auto, always or never").as(Rule.word("auto", "always", "never"));
    static final Flag QUIET =
            Flag.toggle("--quiet", "only the verdict and what is not in order").or("-q");
    static final Flag VERBOSE = Flag.toggle("--verbose", "one line per finished case; -vv: with its request")
            .or("-v");
    static final Flag TITLE = Flag.value("--title", "TEXT", "title of the reports");
    static final Flag TAG =
            Flag.list("--tag", "K=V", "label of the run; repeatable").as(Rule.PAIR);
    static final Flag OPEN = Flag.toggle("--open", "open the report in a browser; only on a terminal");

    static final Flag EXIT_ZERO = Flag.toggle("--exit-zero", "gate results (100, 101, 102) exit 0");
    static final Flag FAIL_EXIT_CODE = Flag.value("--fail-exit-code", "N", "replaces exit codes 100 and 101")
            .as(Rule.pattern(
                    "100|101|[6-9]|[1-9]\\d|10[3-9]|11\\d|12[0-8]|13[1-9]|14[0-24-9]|1[5-9]\\d|2[0-4]\\d|25[0-5]",
                    "6 to 255, but not 102, 129, 130, 143"));
    static final Flag NO_GATES = Flag.toggle("--no-gates", "gates are shown and never decide");

    static final Flag ALLOW_PLAIN_HTTP =
            Flag.toggle("--allow-plain-http", "send a key over http:// to a host that is not loopback");
    static final Flag ALLOW_OUTSIDE =
            Flag.toggle("--allow-outside", "the suite may name files and folders outside its own");

    static final Flag CA_CERT =
            Flag.value("--ca-cert", "FILE", "further certificates to trust (PEM), beside those of the JVM");

    /** What it is compared with. */
    static final Topic COMPARE = Topic.of("Compare", BASELINE, NO_BASELINE);

    /** How it is seen. */
    static final Topic OUTPUT =
            Topic.of("Output", OUT, REPORT, JSON, PROGRESS, COLOR, QUIET, VERBOSE, TITLE, TAG, ReportUrl.FLAG, OPEN);

    /** How it ends. */
    static final Topic CI = Topic.of("CI", EXIT_ZERO, FAIL_EXIT_CODE, NO_GATES);

    /** Those that only say whom to ask without a suite file. */
    static final List<Flag> DIRECT =
            List.of(MODEL, BASE_URL, API_KEY_ENV, PRESET, PROMPT_FILE, SYSTEM, PARAM, STREAM, GATE);

    private static final Topic LATER =
            Topic.of("Later", Flag.later("--no-probe", Kind.SWITCH), Flag.later("--print-suite", Kind.SWITCH));

    /** What both {@code run} and {@code validate} take to find and read a suite or dataset. */
    static final List<Topic> READING = List.of(
            new Topic("Direct mode: one dataset, no suite file", DIRECT),
            Topic.of("Data", DELIMITER, ENCODING, ALLOW_EMPTY_PROMPT),
            Topic.of("Configure", PROFILE, SET, VAR, ENV_FILE, STRICT_PARAMS));

    static final List<Topic> ALL = List.of(
            Topic.of("Select", FILTER, LIMIT, SAMPLE, FAILED, SHARD, ALLOW_EMPTY),
            READING.get(0),
            READING.get(1),
            Topic.of(
                    "Execute",
                    CONCURRENCY,
                    RATE,
                    REPEAT,
                    RETRIES,
                    TIMEOUT,
                    WARMUP,
                    CACHE,
                    RESUME,
                    ERRORS,
                    ACCEPT_CHANGES,
                    MAYBE_BILLED,
                    ACCEPT_DAMAGE,
                    FAIL_FAST,
                    NO_PREFLIGHT,
                    FSYNC),
            Topic.of("Spend", DRY_RUN, MAX_COST, BUDGET_UNPRICED, MAX_DURATION, YES),
            READING.get(2),
            COMPARE,
            OUTPUT,
            CI,
            Topic.of("Safety", ALLOW_PLAIN_HTTP, ALLOW_OUTSIDE, CA_CERT),
            LATER);

    private RunFlags() {}

    /** {@return the part of a run that is asked for; null for the whole} */
    static @Nullable Shard shard(Given given) {
        String written = given.find(SHARD);
        return written == null ? null : Shard.of(written).orElseThrow();
    }
}
