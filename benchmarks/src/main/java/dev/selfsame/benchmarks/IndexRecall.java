package dev.selfsame.benchmarks;

import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.EmbeddingWriter;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.search.EmbeddingIndex;
import dev.selfsame.search.IndexConfig;
import dev.selfsame.search.Neighbour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds an index with a graph and prints its time, how long a query takes with it and against every row, and the recall
 * at ten: the share of the ten nearest that the graph finds. Rows are drawn in clusters, or those of a file, of which
 * each query is a row with a little noise.
 *
 * <pre>benchmarks/java dev.selfsame.benchmarks.IndexRecall ROWS DIMENSIONS CLUSTERS|FILE</pre>
 */
public final class IndexRecall {
    private static final int QUERIES = 500;
    private static final int NEAREST = 10;

    private IndexRecall() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1 && arguments.length != 3) {
            System.err.println("usage: IndexRecall ROWS DIMENSIONS CLUSTERS | IndexRecall FILE");
            System.exit(2);
        }
        try (TemporaryFolder folder = TemporaryFolder.make("selfsame-index")) {
            Path file = Path.of(arguments[0]);
            if (arguments.length == 3) {
                file = folder.path().resolve("rows.npy");
                write(file, number(arguments[0]), number(arguments[1]), number(arguments[2]));
            }
            measure(file, folder.path().resolve("index"));
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static void write(Path file, int rows, int dimensions, int clusters) throws IOException {
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, dimensions)) {
            for (int i = 0; i < rows; i++) {
                float[] row = gaussian(1, i % clusters, dimensions);
                writer.write(Integer.toString(i), null, near(row, i, 0.4f));
            }
            writer.commit();
        }
    }

    private static float[] near(float[] row, int i, float spread) {
        float[] noise = gaussian(2, i, row.length);
        for (int k = 0; k < row.length; k++) {
            noise[k] = row[k] + spread * noise[k];
        }
        return noise;
    }

    private static float[] gaussian(long seed, int i, int dimensions) {
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, i);
        float[] row = new float[dimensions];
        for (int k = 0; k < dimensions; k++) {
            row[k] = (float) draws.gaussian();
        }
        return row;
    }

    private static void measure(Path file, Path index) throws IOException {
        long since = System.nanoTime();
        try (EmbeddingReader rows = EmbeddingReader.open(file)) {
            EmbeddingIndex.build(rows, null, index, IndexConfig.DEFAULT.withExactBelow(0), done -> {});
        }
        double seconds = (System.nanoTime() - since) / 1e9;
        try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
            System.out.printf("%d rows of %d: built in %.1f s%n", opened.size(), opened.dimension(), seconds);
            ask(opened);
        }
    }

    private static void ask(EmbeddingIndex index) throws IOException {
        long found = 0;
        long quick = 0;
        long slow = 0;
        float spread = (float) (0.2 / Math.sqrt(index.dimension())); // a fifth of a row's length
        for (int i = 0; i < QUERIES; i++) {
            float[] query = near(index.embedding((int) ((long) i * index.size() / QUERIES)), i, spread);
            long start = System.nanoTime();
            List<Neighbour> graph = index.search(query, NEAREST);
            quick += System.nanoTime() - start;
            start = System.nanoTime();
            Set<Integer> exact = new HashSet<>();
            index.searchExactly(query, NEAREST).forEach(one -> exact.add(one.row()));
            slow += System.nanoTime() - start;
            found += graph.stream().filter(one -> exact.contains(one.row())).count();
        }
        System.out.printf(
                "recall@%d %.4f; a query takes %.2f ms by the graph, %.2f ms against every row%n",
                NEAREST, (double) found / (QUERIES * NEAREST), quick / 1e6 / QUERIES, slow / 1e6 / QUERIES);
    }
}
