package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Images whose label is doubtful, by confident learning (Northcutt et al. 2021, arXiv:1911.00068, section 3.1). The
 * probability of a class is its share in the votes {@code e^(cosine / temperature)} of the image's k nearest others: no
 * image votes for itself, so each is judged by a classifier that has not seen its label. A class's threshold is the mean of
 * that probability over the images that carry its label; an image is an issue if the most probable of the classes that reach
 * their threshold is another than its label.
 *
 * @param k neighbours, at least 1; usually 20
 * @param temperature of the votes, 0.01 to 100; usually 0.1
 */
public record LabelIssues(int k, double temperature) {
    /** k 20, temperature 0.1. */
    public static final LabelIssues DEFAULT = new LabelIssues(20, 0.1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public LabelIssues {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        if (!(temperature >= 0.01 && temperature <= 100)) {
            throw new IllegalArgumentException("temperature must be 0.01 to 100, got " + temperature);
        }
    }

    /**
     * An image whose label is doubtful.
     *
     * @param row its row
     * @param label that it carries
     * @param suggested that its neighbours have
     * @param labelProbability of the label, 0 to 1
     * @param suggestedProbability of the suggestion, 0 to 1
     */
    public record Issue(int row, String label, String suggested, double labelProbability, double suggestedProbability) {
        /** By how much the suggestion is more probable, -1 to 1: issues with more come first. */
        public double margin() {
            return suggestedProbability - labelProbability;
        }
    }

    /**
     * What was found.
     *
     * @param issues the most doubtful first
     * @param disagreeing images whose most probable class, whatever its threshold, is another than their label
     */
    public record Result(List<Issue> issues, int disagreeing) {
        /** Copies the list. */
        public Result {
            issues = List.copyOf(issues);
        }
    }

    /** {@link #find(EmbeddedImages, Watcher)} that nobody watches. */
    public Result find(EmbeddedImages images) {
        return find(images, Watcher.NONE);
    }

    /**
     * Finds them.
     *
     * @throws IllegalArgumentException if an image has no label, all have one, or k is larger than the number of others
     */
    public Result find(EmbeddedImages images, Watcher watcher) {
        int[] classOf = images.classOf();
        List<String> classes = images.classes();
        if (classes.size() < 2) {
            throw new IllegalArgumentException("doubtful labels need at least 2 classes, got only " + classes.get(0));
        }
        Votes votes = new Votes(NeighbourGraph.of(images, k, watcher), classOf, classes.size(), temperature);
        double[] thresholds = thresholds(votes, classOf, classes.size());
        List<Issue> issues = new ArrayList<>();
        double[] none = new double[classes.size()];
        int disagreeing = 0;
        for (int i = 0; i < classOf.length; i++) {
            votes.of(i);
            disagreeing += votes.best(none) != classOf[i] ? 1 : 0;
            int likely = votes.best(thresholds);
            if (likely >= 0 && likely != classOf[i]) {
                issues.add(new Issue(
                        i,
                        classes.get(classOf[i]),
                        classes.get(likely),
                        votes.probability(classOf[i]),
                        votes.probability(likely)));
            }
        }
        issues.sort(Comparator.<Issue>comparingDouble(one -> -one.margin()).thenComparingInt(Issue::row));
        return new Result(issues, disagreeing);
    }

    private static double[] thresholds(Votes votes, int[] classOf, int classes) {
        double[] sums = new double[classes];
        int[] sizes = new int[classes];
        for (int i = 0; i < classOf.length; i++) {
            votes.of(i);
            sums[classOf[i]] += votes.probability(classOf[i]);
            sizes[classOf[i]]++;
        }
        for (int c = 0; c < classes; c++) {
            sums[c] /= sizes[c];
        }
        return sums;
    }

    /** The votes for one image at a time. */
    private static final class Votes {
        private final NeighbourGraph graph;
        private final int[] classOf;
        private final double temperature;
        private final double[] probabilities;

        Votes(NeighbourGraph graph, int[] classOf, int classes, double temperature) {
            this.graph = graph;
            this.classOf = classOf;
            this.temperature = temperature;
            this.probabilities = new double[classes];
        }

        /** Counts the votes for image {@code i}. */
        void of(int i) {
            Arrays.fill(probabilities, 0);
            double all = 0;
            for (int place = 0; place < graph.k(); place++) {
                double vote = Math.exp((graph.cosine(i, place) - graph.cosine(i, 0)) / temperature);
                probabilities[classOf[graph.neighbour(i, place)]] += vote;
                all += vote;
            }
            for (int c = 0; c < probabilities.length; c++) {
                probabilities[c] /= all;
            }
        }

        double probability(int c) {
            return probabilities[c];
        }

        /** The most probable class that reaches its threshold, the first of equal ones; -1 where there is none. */
        int best(double[] thresholds) {
            int best = -1;
            for (int c = 0; c < probabilities.length; c++) {
                double p = probabilities[c];
                if (p > 0 && p >= thresholds[c] && (best < 0 || p > probabilities[best])) {
                    best = c;
                }
            }
            return best;
        }
    }
}
