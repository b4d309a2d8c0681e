package dev.selfsame.search;

/**
 * How an index is built.
 *
 * @param exactBelow an index of fewer rows compares with each of them, which is exact; one of as many or more has a graph
 *     of neighbours (HNSW), which is approximate. At least 0
 */
public record IndexConfig(int exactBelow) {
    /** Exact below 50,000 rows. */
    public static final IndexConfig DEFAULT = new IndexConfig(50_000);

    /** Checks the range. */
    public IndexConfig {
        if (exactBelow < 0) {
            throw new IllegalArgumentException("exact-below must be at least 0, got " + exactBelow);
        }
    }

    /** The same with another limit. */
    public IndexConfig withExactBelow(int rows) {
        return new IndexConfig(rows);
    }
}
