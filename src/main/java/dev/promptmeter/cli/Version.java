package dev.promptmeter.cli;

/** What this program calls itself. */
final class Version {

    private static final String NAME = "promptmeter";

    private Version() {}

    private static String number() {
        String packed = Version.class.getPackage().getImplementationVersion();
        return packed == null ? "0.0.0-dev" : packed;
    }

    /** {@return name and version, {@code promptmeter 0.1.0}} */
    static String tool() {
        return NAME + " " + number();
    }

    /** {@return what endpoints are told, {@code promptmeter/0.1.0}} */
    static String userAgent() {
        return NAME + "/" + number();
    }

    /** {@return the line of {@code --version}} */
    static String line() {
        return tool() + " (" + java() + ", " + system() + ")";
    }

    static String java() {
        return "Java " + System.getProperty("java.version");
    }

    static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
