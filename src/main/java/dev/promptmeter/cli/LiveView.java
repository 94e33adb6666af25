package dev.promptmeter.cli;

/** What is seen of a run while it runs: a block that is repainted, lines, or nothing. It looks at the run four times a second. */
final class LiveView implements AutoCloseable {

    private static final long MILLIS = 250;

    private final Console console;
    private final Progress progress;
    private final News news;
    private final Face face;
    private final Thread thread;
    private final long start = System.nanoTime();

    /** Begins to show a run. */
    LiveView(Console console, Progress progress, News news, Face face) {
        this.console = console;
        this.progress = progress;
        this.news = news;
        this.face = face;
        this.thread = new Thread(this::look, "promptmeter-progress");
        thread.setDaemon(true);
        console.progress(face.begin());
        thread.start();
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(MILLIS);
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        String text = face.show(news.take(), progress.state(), System.nanoTime() - start);
        if (!text.isEmpty()) {
            console.progress(text);
        }
    }

    /** Shows what is left to show and takes a block away. */
    @Override
    public void close() {
        thread.interrupt();
        show();
        console.progress(face.end());
    }
}
