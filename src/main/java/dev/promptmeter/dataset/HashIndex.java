package dev.promptmeter.dataset;

/** The distinct 64-bit keys seen so far, numbered from 0 in the order of their first appearance; about 15 bytes each. */
final class HashIndex {

    private final LongList keys = new LongList();
    private int[] slots = new int[128];

    /** {@return the number of an earlier equal key, or -1 after the key was added as a new one} */
    int add(long key) {
        int slot = slotOf(key);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        keys.add(key);
        slots[slot] = keys.size();
        if (keys.size() > slots.length / 4 * 3) {
            grow();
        }
        return -1;
    }

    /** {@return how many there are} */
    int size() {
        return keys.size();
    }

    /** {@return the key of that number} */
    long key(int number) {
        return keys.get(number);
    }

    /** {@return the number of that key, or -1 if it was never added} */
    int find(long key) {
        return slots[slotOf(key)] - 1;
    }

    private int slotOf(long key) {
        int slot = (int) (key ^ key >>> 32) & slots.length - 1;
        while (slots[slot] != 0 && keys.get(slots[slot] - 1) != key) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int i = 0; i < keys.size(); i++) {
            slots[slotOf(keys.get(i))] = i + 1;
        }
    }
}
