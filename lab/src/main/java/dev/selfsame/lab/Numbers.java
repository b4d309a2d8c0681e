package dev.selfsame.lab;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The numbers of an experiment, as rules ask for them: everything by seed, and compared seed by seed. */
public final class Numbers {
    /** What a baseline has to gain by training before its variants can be judged by it. */
    static final double LEAST_GAIN = 0.05;

    private final List<Measured> runs;
    private final int testImages;
    private final Map<String, List<Double>> extra;

    /** Of all runs of a claim, where nothing else was measured. */
    public Numbers(List<Measured> runs, int testImages) {
        this(runs, testImages, Map.of());
    }

    /**
     * Of all runs of a claim.
     *
     * @param runs every variant with the same seeds; the first is the baseline
     * @param testImages how many were classified
     * @param extra what else was measured, by name
     */
    public Numbers(List<Measured> runs, int testImages, Map<String, List<Double>> extra) {
        if (runs.isEmpty() || testImages < 1) {
            throw new IllegalArgumentException("numbers need a run and a test image, got " + runs.size() + " runs and "
                    + testImages + " test images");
        }
        this.runs = List.copyOf(runs);
        this.testImages = testImages;
        this.extra = Map.copyOf(extra);
    }

    /** The variants in their order; the baseline first. */
    public List<String> variants() {
        return List.copyOf(
                new LinkedHashSet<>(runs.stream().map(Measured::variant).toList()));
    }

    /** The first variant. */
    public String baseline() {
        return runs.get(0).variant();
    }

    /** The runs of a variant, by seed. */
    public List<Measured> of(String variant) {
        List<Measured> found =
                runs.stream().filter(run -> run.variant().equals(variant)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no runs of " + variant + "; there are " + variants());
        }
        return found;
    }

    /** kNN top-1 of a variant. */
    public Estimate knn(String variant) {
        return estimate(of(variant), Measured::knn);
    }

    /** kNN top-1 of the baseline before training. */
    public Estimate untrained() {
        return estimate(of(baseline()), Measured::untrained);
    }

    /** How much more kNN gives of one variant than of another. */
    public Estimate difference(String variant, String other) {
        return difference(List.of(variant), List.of(other));
    }

    /** How much more kNN gives of some variants than of others, on average. */
    public Estimate difference(List<String> some, List<String> others) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < seeds(); i++) {
            differences.add(mean(some, i) - mean(others, i));
        }
        return Estimate.of(differences, Math.sqrt(2) * error(0.5));
    }

    /** How much more lies between the first two variants than between the last two. */
    public Estimate differenceOfDifferences(String first, String second, String third, String fourth) {
        List<Double> one = difference(first, second).values();
        List<Double> other = difference(third, fourth).values();
        List<Double> more = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            more.add(one.get(i) - other.get(i));
        }
        return Estimate.of(more, 2 * error(0.5));
    }

    /**
     * Whether a variant works: keeps more than half of what the baseline gains by training. Undecided, too, where the
     * baseline gains less than 5 points, or perhaps nothing. (How well the gain itself is known counts only once: in the
     * interval of what the variant has beyond its half.)
     */
    public Verdict works(String variant) {
        if (!isLearned(gain())) {
            return Verdict.UNDECIDED;
        }
        List<Double> beyond = new ArrayList<>();
        for (int i = 0; i < seeds(); i++) {
            Measured base = of(baseline()).get(i);
            beyond.add(of(variant).get(i).knn() - (base.knn() + base.untrained()) / 2);
        }
        return Verdict.above(Estimate.of(beyond, Math.sqrt(1.5) * error(0.5)), 0);
    }

    /** What the baseline gains by training. */
    public Estimate gain() {
        return gain(baseline());
    }

    private Estimate gain(String variant) {
        List<Double> gains =
                of(variant).stream().map(run -> run.knn() - run.untrained()).toList();
        return Estimate.of(gains, Math.sqrt(2) * error(0.5));
    }

    private static boolean isLearned(Estimate gain) {
        return gain.mean() >= LEAST_GAIN && Verdict.above(gain, 0) == Verdict.HELD;
    }

    /**
     * A verdict on differences between variants, or undecided where there is nothing to differ in: no variant gains 5 points
     * by training, and more than nothing for certain.
     */
    Verdict whereLearned(Verdict verdict) {
        return variants().stream().anyMatch(variant -> isLearned(gain(variant))) ? verdict : Verdict.UNDECIDED;
    }

    /** Whether a variant collapsed: with every seed, or with none; else undecided. */
    public Verdict collapsed(String variant) {
        long collapsed = of(variant).stream().filter(Measured::collapsed).count();
        if (collapsed == 0) {
            return Verdict.DID_NOT_HOLD;
        }
        return collapsed == seeds() ? Verdict.HELD : Verdict.UNDECIDED;
    }

    /** What else was measured by a name; empty where nothing was. */
    public List<Double> extra(String name) {
        return extra.getOrDefault(name, List.of());
    }

    /** Seeds of each variant. */
    public int seeds() {
        return of(baseline()).size();
    }

    /** Test images. */
    public int testImages() {
        return testImages;
    }

    /** {@code batch norm 71.2 % [68.0, 74.4]}. */
    String said(String variant) {
        return variant + " " + knn(variant).percent();
    }

    private double mean(List<String> variants, int seed) {
        return variants.stream()
                .mapToDouble(variant -> of(variant).get(seed).knn())
                .average()
                .orElseThrow();
    }

    private Estimate estimate(List<Measured> some, ToDoubleFunction<Measured> number) {
        List<Double> values = some.stream().map(number::applyAsDouble).toList();
        return Estimate.of(values, error(values.get(0))).within(0, 1);
    }

    /** Standard error of a share of the test images. */
    private double error(double share) {
        return Math.sqrt(share * (1 - share) / testImages);
    }
}
