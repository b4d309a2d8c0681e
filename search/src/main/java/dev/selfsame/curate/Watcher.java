package dev.selfsame.curate;

/** Hears how long work goes. */
@FunctionalInterface
public interface Watcher {
    /** Hears nothing. */
    Watcher NONE = (part, whole) -> {};

    /**
     * So much is done, from any one thread at a time.
     *
     * @param part 0 to {@code whole}, rising
     * @param whole of the work in hand; another whole is other work
     */
    void done(long part, long whole);
}
