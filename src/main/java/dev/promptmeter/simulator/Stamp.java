package dev.promptmeter.simulator;

/** The truth stamp: the machine's clock as a sign and 19 digits, patched into finished bytes just before they are written. */
final class Stamp {

    private static final int DIGITS = 19;

    private Stamp() {}

    /** {@return the instant that was written} */
    static long write(byte[] bytes, int at) {
        long now = System.nanoTime();
        bytes[at] = (byte) (now < 0 ? '-' : '+');
        long left = Math.abs(now);
        for (int digit = DIGITS; digit > 0; digit--) {
            bytes[at + digit] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return now;
    }
}
