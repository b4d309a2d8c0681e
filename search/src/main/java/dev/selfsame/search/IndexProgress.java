package dev.selfsame.search;

/** Hears how far the building of an index has come. */
@FunctionalInterface
public interface IndexProgress {
    /** So many rows have been read. */
    void read(int rows);

    /** So many rows have their neighbours in the graph; called every 10,000 rows or so, from another thread. */
    default void connected(int rows) {}
}
