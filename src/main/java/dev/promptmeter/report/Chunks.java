package dev.promptmeter.report;

/** Writes JSON values two hundred at a time, each lot compressed in a block of its own: a page opens only those it needs. */
final class Chunks {

    private static final int SIZE = 200;

    private final String kind;
    private final Markup page;
    private CompressedText block = new CompressedText();
    private int inBlock;
    private int blocks;

    Chunks(String kind, Markup page) {
        this.kind = kind;
        this.page = page;
    }

    void add(String json) {
        block.append(inBlock == 0 ? "[" : ",");
        block.append(json);
        if (++inBlock == SIZE) {
            flush();
        }
    }

    /** Writes what is left. */
    void finish() {
        if (inBlock > 0) {
            flush();
        }
    }

    private void flush() {
        block.append("]");
        DataBlocks.write(page, kind + "-" + blocks++, block.base64());
        block = new CompressedText();
        inBlock = 0;
    }
}
