package dev.promptmeter.cli;

import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.simulator.Flags;
import dev.promptmeter.simulator.SelfCheck;
import dev.promptmeter.simulator.Setting;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import dev.promptmeter.simulator.SimulatorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;

/** Serves the built-in simulator until it is stopped. */
final class SimulateCommand implements Command {

    private static final Flag JSON =
            Flag.toggle("--json", "the closing summary, or the list of faults, as one JSON document");
    private static final Flag FAULTS = Flag.toggle("--list-faults", "print the faults there are, and exit");
    private static final Flag PROFILES = Flag.toggle("--list-profiles", "print the profiles there are, and exit");
    private static final Flag SELF_CHECK = Flag.toggle(
            "--self-check", "measure what a simulator costs and how late it is, print bars S1 to S4, and exit");
    private static final Flag UNTIL_EOF = Flag.toggle(
            "--until-eof", "stop when standard input ends, so also with the program that holds the other end");
    private static final List<Flag> SETTINGS =
            Flags.all().stream().map(SimulateCommand::flag).toList();
    private static final String BIND = "--bind";

    @Override
    public String name() {
        return "simulate";
    }

    @Override
    public String summary() {
        return "serve the built-in simulator: scripted answers, latencies, faults";
    }

    @Override
    public String words() {
        return "";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                new Topic("Simulator", SETTINGS), Topic.of("Output", UNTIL_EOF, JSON, FAULTS, PROFILES, SELF_CHECK));
    }

    private static Flag flag(Setting<?> setting) {
        String name = "--" + setting.name();
        Flag flag = setting.repeats()
                ? Flag.list(name, setting.argument(), setting.help())
                : Flag.value(name, setting.argument(), setting.help());
        return flag.as(Rule.ANY);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter simulate --port 8080 --script answers.csv",
                "promptmeter simulate --latency lognormal:800ms,0.4 --fault status:429,retry-after=1@p=0.03",
                "promptmeter run cases.csv --model any --base-url http://127.0.0.1:8080/v1");
    }

    @Override
    public int run(Session session, Given given) throws IOException, InterruptedException {
        if (given.has(SELF_CHECK)) {
            return selfCheck(session);
        }
        if (given.has(FAULTS) && given.has(JSON)) {
            session.console().result(Flags.faultsJson() + "\n");
            return 0;
        }
        if (given.has(FAULTS) || given.has(PROFILES)) {
            List<String> lines = given.has(FAULTS) ? Flags.faults() : Flags.profiles();
            session.console().result(String.join("\n", lines) + "\n");
            return 0;
        }
        warnOfOthers(session, given);
        Settings settings = settings(given);
        try (Simulator simulator = start(settings)) {
            Signals.Listening listening = session.signals().listen(closing(simulator));
            if (given.has(UNTIL_EOF)) {
                closeAtEndOfInput(simulator);
            }
            session.console().result("listening on " + simulator.baseUri() + "\n");
            session.console().flush();
            simulator.awaitStop();
            listening.close();
            session.console()
                    .message(
                            given.has(JSON)
                                    ? simulator.summaryJson()
                                    : simulator.summary().stripTrailing());
        }
        return 0;
    }

    private static int selfCheck(Session session) throws IOException {
        try (ChildSimulator simulator = ChildSimulator.start(List.of("--for", "5m"))) {
            List<SelfCheck.Line> lines = SelfCheck.run(
                    simulator.baseUri(),
                    simulator.process(),
                    SelfCheck.Size.FULL,
                    text -> session.console().progress("self-check  " + text + "\n"));
            lines.forEach(line -> session.console().result(line + "\n"));
            boolean missed = lines.stream().anyMatch(line -> Boolean.FALSE.equals(line.passed()));
            return missed ? ExitCode.INCONCLUSIVE.number() : 0;
        }
    }

    private static Consumer<StopSignal> closing(Simulator simulator) {
        return signal -> simulator.close();
    }

    private static void closeAtEndOfInput(Simulator simulator) {
        Thread thread = new Thread(
                () -> {
                    drain(System.in);
                    simulator.close();
                },
                "promptmeter-input");
        thread.setDaemon(true);
        thread.start();
    }

    /** An input that cannot be read any more has ended as well. */
    private static void drain(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return;
        }
    }

    private static Settings settings(Given given) {
        Settings.Builder builder = Settings.builder();
        SETTINGS.forEach(flag -> given.all(flag).forEach(value -> builder.set(flag.name(), value)));
        return builder.build();
    }

    /** What the settings allow and the machine refuses is no fault of the command line. */
    private static Simulator start(Settings settings) {
        try {
            return Simulator.start(settings);
        } catch (SimulatorException e) {
            throw new CliException("PM-2103", e.getMessage());
        }
    }

    private static void warnOfOthers(Session session, Given given) {
        SETTINGS.stream()
                .filter(flag -> flag.name().equals(BIND))
                .flatMap(flag -> given.all(flag).stream())
                .filter(address -> !loopback(address))
                .forEach(address -> session.console()
                        .message("PM-6106  the simulator listens on " + address + ": others can reach it"));
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
