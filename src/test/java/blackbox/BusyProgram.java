package blackbox;

import dev.promptmeter.cli.Main;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The program in a process that has something else to do: {@code compute} on every processor, or {@code collect} memory over and over. */
final class BusyProgram {

    private static final int NODES = 2_000_000;

    private BusyProgram() {}

    public static void main(String[] arguments) {
        int threads = arguments[0].equals("compute") ? 2 * Runtime.getRuntime().availableProcessors() : 1;
        for (int i = 0; i < threads; i++) {
            Thread busy = new Thread(arguments[0].equals("compute") ? BusyProgram::compute : BusyProgram::collect);
            busy.setDaemon(true);
            busy.start();
        }
        int code = Main.run(System.out, System.err, Map.of(), Arrays.copyOfRange(arguments, 1, arguments.length));
        System.out.flush();
        System.exit(code);
    }

    private static void compute() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    /** The more lives, the longer a collection takes; three times as long the program goes on, or it would take for ever. */
    private static void collect() {
        List<long[]> living = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            living.add(new long[] {i});
        }
        while (living.size() == NODES) {
            long begun = System.nanoTime();
            System.gc();
            LockSupport.parkNanos(3 * (System.nanoTime() - begun));
        }
    }
}
