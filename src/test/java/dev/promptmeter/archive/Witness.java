package dev.promptmeter.archive;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.run.ScriptedEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An endpoint that remembers every request that it served, over all starts of a run: what was paid for. A dead program sends nothing. */
final class Witness implements ChatEndpoint {

    private final ScriptedEndpoint says = new ScriptedEndpoint();
    private final List<Served> served = new ArrayList<>();
    private FaultyDisk disk = new FaultyDisk();
    private int afterTheFault;

    /**
     * One request.
     *
     * @param question what was asked, one of a kind for each case
     */
    record Served(String question, String requestId) {}

    /** From now on the program runs on that disk. */
    synchronized void on(FaultyDisk another) {
        disk = another;
    }

    @Override
    public RecordedAnswer ask(WireRequest request, Stopwatch stopwatch) throws InterruptedException {
        FaultyDisk under = begin(request);
        RecordedAnswer answer = says.ask(request, stopwatch);
        if (under.dead()) {
            throw new InterruptedException();
        }
        return answer;
    }

    private synchronized FaultyDisk begin(WireRequest request) throws InterruptedException {
        if (disk.dead()) {
            throw new InterruptedException();
        }
        afterTheFault += disk.struck() ? 1 : 0;
        served.add(new Served(new String(request.body(), StandardCharsets.UTF_8), request.id()));
        return disk;
    }

    /** {@return what was served, in order} */
    synchronized List<Served> served() {
        return List.copyOf(served);
    }

    /** {@return how many requests were begun after the fault of their disk had happened} */
    synchronized int afterTheFault() {
        return afterTheFault;
    }
}
