package dev.selfsame.benchmarks.curate;

import dev.selfsame.benchmarks.PeakMemory;
import dev.selfsame.curate.ClusterIndices;
import dev.selfsame.curate.Clusters;
import dev.selfsame.curate.Coverage;
import dev.selfsame.curate.EmbeddedImages;
import dev.selfsame.curate.KCenter;
import dev.selfsame.curate.KMeans;
import dev.selfsame.curate.LabelIssues;
import dev.selfsame.curate.NearDuplicates;
import dev.selfsame.curate.Outliers;
import dev.selfsame.curate.TypicalSubset;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Threads;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Seconds of each kind of curation on rows in a thousand clusters, one in a hundred a near copy of the one before.
 *
 * <pre>java … CurateSpeed ROWS DIMENSIONS THREADS [NAME…]</pre>
 *
 * Names: duplicates outliers labels coverage k-center typical k-means; all where none is given.
 */
public final class CurateSpeed {
    private static final int CLUSTERS = 1000;
    private static final double NOISE = 1.0;

    private CurateSpeed() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        if (arguments.length < 3) {
            System.err.println("usage: CurateSpeed ROWS DIMENSIONS THREADS [NAME…]");
            System.exit(2);
        }
        int n = Integer.parseInt(arguments[0]);
        int d = Integer.parseInt(arguments[1]);
        Threads.set(Integer.parseInt(arguments[2]));
        List<String> names = List.of(arguments).subList(3, arguments.length);
        try (EmbeddedImages images = rows(n, d)) {
            measure(
                    names,
                    "duplicates",
                    () -> NearDuplicates.DEFAULT.find(images).clusters().size());
            measure(names, "outliers", () -> Outliers.DEFAULT.find(images).size());
            measure(
                    names,
                    "labels",
                    () -> LabelIssues.DEFAULT.find(images).issues().size());
            measure(names, "coverage", () -> {
                try (EmbeddedImages reference = rows(n / 10, d)) {
                    return Coverage.DEFAULT.measure(images, reference).uncovered().length;
                }
            });
            measure(names, "k-center", () -> new KCenter(n / 10).choose(images).size());
            measure(names, "typical", () -> new TypicalSubset(n / 100, 1)
                    .choose(images)
                    .size());
            measure(names, "k-means", () -> {
                try (Clusters clusters = KMeans.of(n / 100).cluster(images)) {
                    ClusterIndices indices = ClusterIndices.of(images, clusters, 1);
                    System.out.println(clusters.iterations() + " iterations, " + indices);
                    return clusters.count();
                }
            });
        }
    }

    private static void measure(List<String> names, String name, IntSupplier work) {
        if (names.isEmpty() || names.contains(name)) {
            long since = System.nanoTime();
            int result = work.getAsInt();
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %6.1f s  (%d)  at most %,d MiB%n",
                    name,
                    (System.nanoTime() - since) / 1e9,
                    result,
                    PeakMemory.bytes() >> 20);
        }
    }

    private static EmbeddedImages rows(int n, int d) {
        float[][] centres = new float[CLUSTERS][d];
        for (int c = 0; c < CLUSTERS; c++) {
            Draws draws = Draws.of(1, Stream.DEMO, 0, c);
            for (int j = 0; j < d; j++) {
                centres[c][j] = (float) draws.gaussian();
            }
        }
        try (EmbeddedImages.Builder builder = new EmbeddedImages.Builder(n, d)) {
            float[] row = new float[d];
            for (int i = 0; i < n; i++) {
                Draws draws = Draws.of(n, Stream.DEMO, 1, i);
                int cluster = draws.below(CLUSTERS);
                boolean copy = i % 100 == 99;
                for (int j = 0; j < d; j++) {
                    row[j] = (float) ((copy ? row[j] : centres[cluster][j]) + (copy ? 0.05 : NOISE) * draws.gaussian());
                }
                builder.add("image-" + i, "class-" + (copy ? "copy" : cluster % 10), row);
            }
            return builder.build();
        }
    }
}
