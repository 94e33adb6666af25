package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/** Where cases come from, one after the other, in dataset order. Used by one thread at a time. */
interface Cases extends AutoCloseable {

    /**
     * {@return the next repeat, or null after the last}
     *
     * @throws InterruptedException if the calling thread was interrupted
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    @Nullable
    Case next() throws InterruptedException;

    /** Nothing of what follows will be asked or judged: it needs no request and no key. Not for a run that goes on with a record. */
    default void leaveOut() {}

    @Override
    void close();
}
