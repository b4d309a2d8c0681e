package dev.selfsame.evaluate;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a few labels are worth: episodes, each of N classes with K training rows (shots), from which test rows of the same
 * classes are classified. On L2-normalised rows, by the nearest centroid in cosine (Snell et al. 2017, arXiv:1703.05175,
 * and Wang et al. 2019, SimpleShot, arXiv:1911.04623) and by logistic regression with C = 1 (Tian et al. 2020,
 * arXiv:2003.11539, section 3). Mean accuracy over the episodes, with 1.96 standard errors either way.
 *
 * @param ways N, at least 2; 0 for all classes
 * @param shots K, at least 1
 * @param queries test rows of each class, at least 1; 0 for all
 * @param episodes at least 2
 * @param logistic whether logistic regression is fitted too
 * @param seed of the episodes
 */
public record FewShot(int ways, int shots, int queries, int episodes, boolean logistic, long seed) {
    private static final long KEY = Draws.hash("episodes");
    private static final int ITERATIONS = 1000;
    private static final int PIECE = 1024;

    /** Checks the ranges. */
    public FewShot {
        if (ways != 0 && ways < 2) {
            throw new IllegalArgumentException("ways must be at least 2, or 0 for all classes, got " + ways);
        }
        if (shots < 1) {
            throw new IllegalArgumentException("shots must be at least 1, got " + shots);
        }
        if (queries < 0) {
            throw new IllegalArgumentException("queries must be at least 1, or 0 for all test images, got " + queries);
        }
        if (episodes < 2 || episodes > 1_000_000) {
            throw new IllegalArgumentException("episodes must be 2 to 1000000, got " + episodes);
        }
    }

    /** The usual episodes: 600 of 5 classes with 15 queries each. */
    public static FewShot of(int shots, long seed) {
        return new FewShot(5, shots, 15, 600, true, seed);
    }

    /** A classifier from so many images of each class, asked about all test images, ten times. */
    public static FewShot perClass(int shots, long seed) {
        return new FewShot(0, shots, 0, 10, true, seed);
    }

    /** Which rows an episode has: for each of its classes those to learn from and those to classify. */
    private static final class Episode {
        final long[] support;
        final long[] supportLabels;
        final long[] asked;
        final long[] askedLabels;

        Episode(int known, int queried) {
            support = new long[known];
            supportLabels = new long[known];
            asked = new long[queried];
            askedLabels = new long[queried];
        }
    }

    /** As {@link #evaluate(Labelled, Labelled, Watcher)}, unwatched. */
    public FewShotResult evaluate(Labelled train, Labelled test) {
        return evaluate(train, test, Watcher.NONE);
    }

    /**
     * Learns from the first and classifies the second, episode by episode. Equal arguments give equal results.
     *
     * @param watcher hears of each episode
     * @throws IllegalArgumentException if rows differ in length, there are fewer classes than ways, or a class has fewer
     *     rows than shots or queries
     */
    public FewShotResult evaluate(Labelled train, Labelled test, Watcher watcher) {
        long since = System.nanoTime();
        test.requireDimensionsOf(train);
        train.requireTwoClasses("few-shot classification");
        int[][] known = train.rowsByClass();
        int[][] asked = Arrays.copyOf(test.rowsByClass(), Math.max(train.classes(), test.classes()));
        int[] classes = classes(train, test, known, asked);
        int n = ways == 0 ? classes.length : ways;
        double[] centroid = new double[episodes];
        double[] regression = new double[episodes];
        for (int e = 0; e < episodes; e++) {
            try (Scope scope = new Scope()) {
                Episode episode = episode(e, classes, n, known, asked);
                Tensor support = unit(train.features(), episode.support); // [N·K, D]
                centroid[e] = byCentroid(support, n, test, episode);
                regression[e] = logistic ? byLogistic(support, test, episode) : 0;
            }
            watcher.done(e + 1, episodes);
        }
        return new FewShotResult(
                n,
                shots,
                queries,
                episodes,
                mean(centroid),
                ci95(centroid),
                logistic ? mean(regression) : null,
                logistic ? ci95(regression) : null,
                train.size(),
                test.size(),
                train.dimensions(),
                (System.nanoTime() - since) / 1e9,
                settings());
    }

    /** The classes that can be in an episode. */
    private int[] classes(Labelled train, Labelled test, int[][] known, int[][] asked) {
        List<Integer> classes = new ArrayList<>();
        for (int c = 0; c < asked.length; c++) {
            int trained = c < known.length ? known[c].length : 0;
            int tested = asked[c] == null ? 0 : asked[c].length;
            if (trained + tested == 0) {
                continue;
            }
            String name = (c < train.classes() ? train : test).className(c);
            require(shots, trained, shots + " shots need " + shots + " training images", name);
            int least = Math.max(1, queries);
            require(least, tested, least + " queries need " + least + " test images", name);
            classes.add(c);
        }
        if (ways > classes.size()) {
            throw new IllegalArgumentException(ways + " ways need as many classes, and there are " + classes.size());
        }
        return classes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void require(int least, int got, String words, String name) {
        if (got < least) {
            throw new IllegalArgumentException(words + " of each class; " + name + " has " + got);
        }
    }

    private Episode episode(int number, int[] classes, int n, int[][] known, int[][] asked) {
        Draws draws = Draws.of(seed, Stream.PROBE, number, KEY);
        int[] order = draws.permutation(classes.length);
        int[] chosen = IntStream.range(0, n).map(i -> classes[order[i]]).toArray();
        int queried = IntStream.of(chosen)
                .map(c -> queries == 0 ? asked[c].length : queries)
                .sum();
        Episode episode = new Episode(n * shots, queried);
        int at = 0;
        int askedAt = 0;
        for (int c = 0; c < n; c++) {
            for (int row : first(known[chosen[c]], shots, draws)) {
                episode.support[at] = row;
                episode.supportLabels[at++] = c;
            }
            int[] all = asked[chosen[c]];
            for (int row : queries == 0 ? all : first(all, queries, draws)) {
                episode.asked[askedAt] = row;
                episode.askedLabels[askedAt++] = c;
            }
        }
        return episode;
    }

    /** Some of the values, drawn without replacement. */
    private static int[] first(int[] values, int count, Draws draws) {
        int[] some = values.clone();
        for (int i = 0; i < count; i++) {
            int j = i + draws.below(some.length - i);
            int value = some[i];
            some[i] = some[j];
            some[j] = value;
        }
        return Arrays.copyOf(some, count);
    }

    private double byCentroid(Tensor support, int n, Labelled test, Episode episode) {
        Tensor sums = Tensor.zeros(support.dtype(), n, support.size(1));
        Indexing.addInPlace(sums, 0, Tensor.of(episode.supportLabels, episode.supportLabels.length), support);
        Tensor centroids = Norm.l2(sums).t(); // [D, N]
        return right(test, episode, rows -> Indexing.argMax(rows.matmul(centroids), 1)
                .toLongs());
    }

    private static double byLogistic(Tensor support, Labelled test, Episode episode) {
        LogisticFit fit = LogisticFit.of(
                support,
                row -> (int) episode.supportLabels[row],
                List.of(new SoftmaxLoss.Part(0, support.size(0))),
                1,
                ITERATIONS,
                LogisticFit.ROUGH,
                null);
        return right(test, episode, rows -> {
            long[] predicted = new long[(int) rows.size(0)];
            fit.score(rows, (row, scores) -> predicted[row] = fit.predicted(scores));
            return predicted;
        });
    }

    private interface Classifier {
        long[] classify(Tensor rows);
    }

    private static double right(Labelled test, Episode episode, Classifier classifier) {
        int right = 0;
        for (int start = 0; start < episode.asked.length; start += PIECE) {
            int end = Math.min(start + PIECE, episode.asked.length);
            try (Scope scope = new Scope()) {
                long[] predicted =
                        classifier.classify(unit(test.features(), Arrays.copyOfRange(episode.asked, start, end)));
                for (int i = start; i < end; i++) {
                    right += predicted[i - start] == episode.askedLabels[i] ? 1 : 0;
                }
            }
        }
        return (double) right / episode.asked.length;
    }

    /** Rows by number, of length 1. */
    private static Tensor unit(Tensor features, long[] rows) {
        Tensor some = Indexing.select(features, 0, Tensor.of(rows, rows.length));
        return Norm.l2(some.dtype() == DType.FLOAT64 ? some : some.to(DType.FLOAT32));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double ci95(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return 1.96 * Math.sqrt(squares / (values.length - 1.0) / values.length);
    }

    /** The settings that matter, in a line. */
    public String settings() {
        return (ways == 0 ? "all classes" : ways + "-way") + ", " + shots + "-shot, "
                + (queries == 0 ? "all test images" : queries + " queries a class") + ", " + episodes
                + " episodes, L2-normalised, nearest centroid by cosine"
                + (logistic ? ", logistic regression C 1" : "");
    }
}
