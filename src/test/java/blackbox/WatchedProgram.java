package blackbox;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.promptmeter.cli.Main;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which prints at regular times what it holds of memory, descriptors and threads. */
final class WatchedProgram {

    /** Between two looks. */
    static final int SECONDS_BETWEEN = 2;

    /** Places in the samples: bytes that live, open descriptors, threads. */
    static final int HEAP = 0;

    static final int DESCRIPTORS = 1;
    static final int THREADS = 2;

    private static final String MARK = "WATCHED ";

    private WatchedProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Thread watch = new Thread(() -> watch(over), "watch");
        watch.setDaemon(true);
        watch.start();
        int code = Main.run(System.out, System.err, Map.of(), arguments);
        over.countDown();
        watch.join();
        System.out.flush();
        System.exit(code);
    }

    private static void watch(CountDownLatch over) {
        try {
            while (!over.await(SECONDS_BETWEEN, TimeUnit.SECONDS)) {
                System.gc();
                long heap = Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory();
                int threads = ManagementFactory.getThreadMXBean().getThreadCount();
                System.out.printf(Locale.ROOT, "%n%s%d %d %d%n", MARK, heap, descriptors(), threads);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the system does not tell, there are always none. */
    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    /** {@return by place, the samples in what such a process printed} */
    static double[][] samples(String output) {
        double[][] looks = output.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> Arrays.stream(line.substring(MARK.length()).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        double[][] samples = new double[THREADS + 1][looks.length];
        for (int i = 0; i < looks.length; i++) {
            for (int place = 0; place < samples.length; place++) {
                samples[place][i] = looks[i][place];
            }
        }
        return samples;
    }
}
