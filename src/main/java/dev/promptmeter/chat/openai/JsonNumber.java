package dev.promptmeter.chat.openai;

/** Recognises a number of strict JSON. */
final class JsonNumber {

    private JsonNumber() {}

    /** {@return how many bytes the number takes that begins there; 0 if none does} */
    static int length(byte[] bytes, int at, int end) {
        int first = at < end && bytes[at] == '-' ? at + 1 : at;
        int i = afterDigits(bytes, first, end);
        boolean wrong = i == first || bytes[first] == '0' && i > first + 1;
        if (i < end && bytes[i] == '.') {
            int fraction = i + 1;
            i = afterDigits(bytes, fraction, end);
            wrong |= i == fraction;
        }
        if (i < end && (bytes[i] == 'e' || bytes[i] == 'E')) {
            int exponent = i + 1;
            exponent += exponent < end && (bytes[exponent] == '+' || bytes[exponent] == '-') ? 1 : 0;
            i = afterDigits(bytes, exponent, end);
            wrong |= i == exponent;
        }
        return wrong ? 0 : i - at;
    }

    private static int afterDigits(byte[] bytes, int first, int end) {
        int i = first;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }
}
