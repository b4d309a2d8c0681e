package dev.selfsame.evaluate;

/** Hears how far work has come, from one thread at a time; may end it by throwing. */
@FunctionalInterface
public interface Watcher {
    /** Hears nothing. */
    Watcher NONE = (done, all) -> {};

    /**
     * So much is done.
     *
     * @param done 0 to {@code all}, rising
     * @param all of the work in hand; another number is other work
     */
    void done(long done, long all);
}
