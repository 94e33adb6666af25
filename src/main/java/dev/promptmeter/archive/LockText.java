package dev.promptmeter.archive;

import java.io.IOException;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in the lock of a run folder: who holds it since when, and when he last said that he lives.
 *
 * @param pid of the process
 * @param host where it runs
 * @param since when it took the lock
 * @param alive its last heartbeat; long past once it has given the lock back
 */
record LockText(long pid, String host, Instant since, Instant alive) {

    private static final Duration YOUNG = Duration.ofSeconds(10);
    private static final Pattern FORM =
            Pattern.compile("process (\\d{1,18}) on (\\S{1,255}) since (\\S{1,40}), alive (\\S{1,40})\\s*");

    static LockText mine(Instant now) {
        return new LockText(ProcessHandle.current().pid(), hostName(), now, now);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("\\s", "-");
        } catch (IOException e) {
            return "this-machine";
        }
    }

    /** {@return what that says; empty if it says nothing of the kind} */
    static Optional<LockText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LockText(
                    Long.parseLong(matcher.group(1)),
                    matcher.group(2),
                    Instant.parse(matcher.group(3)),
                    Instant.parse(matcher.group(4))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@return the same with a heartbeat at that time} */
    LockText beating(Instant now) {
        return new LockText(pid, host, since, now);
    }

    /**
     * {@return whether somebody else may still be at work under this} A process of this machine that is dead is not, however young its
     * heartbeat; one of another machine cannot be asked.
     */
    boolean heldAgainst(LockText other) {
        boolean young = alive.isAfter(other.since().minus(YOUNG));
        return young && !(pid == other.pid() && host.equals(other.host())) && (!host.equals(other.host()) || runs());
    }

    /** {@return whether it is of one that has not given the lock back, and that may be alive} */
    boolean holds() {
        return !alive.equals(Instant.EPOCH) && (!host.equals(hostName()) || runs());
    }

    /** One that was started after the last heartbeat only has the same number. */
    private boolean runs() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info()
                        .startInstant()
                        .map(started -> !started.isAfter(alive.plusSeconds(1)))
                        .orElse(true))
                .orElse(false);
    }

    /** {@return the holder, for people} */
    String holder() {
        return "process " + pid + " on " + host + " since " + since;
    }

    @Override
    public String toString() {
        return holder() + ", alive " + alive + "\n";
    }
}
