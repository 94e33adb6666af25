package dev.promptmeter;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;

/** Looks for the key of this run of the tests in what each test wrote and threw. It is registered for all of them. */
public final class CanaryWatch implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {

    private static final AtomicLong LOOKS = new AtomicLong();

    /** Made by the test engine. */
    public CanaryWatch() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        LOOKS.incrementAndGet();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException, IllegalAccessException {
        for (Object test : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : test.getClass().getDeclaredFields()) {
                if (field.isAnnotationPresent(TempDir.class) && field.getType() == Path.class) {
                    field.setAccessible(true);
                    refuse((Path) field.get(test));
                }
            }
        }
    }

    /** {@return how many tests it has looked after} */
    static long looks() {
        return LOOKS.get();
    }

    /** Fails if a file below that folder holds the key. */
    static void refuse(Path folder) throws IOException {
        List<String> files = folder != null && Files.isDirectory(folder) ? Canary.USUAL.below(folder) : List.of();
        if (!files.isEmpty()) {
            throw new AssertionError("the key is in " + String.join(", ", files));
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        refuse(thrown);
        throw thrown;
    }

    /** Fails if the exception or one behind it holds the key. */
    static void refuse(Throwable thrown) {
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        if (Canary.USUAL.in(stack.toString()).isPresent()) {
            throw new AssertionError(
                    "the key is in an exception of class " + thrown.getClass().getName());
        }
    }
}
