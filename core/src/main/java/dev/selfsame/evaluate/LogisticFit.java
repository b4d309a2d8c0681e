package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fitted multinomial logistic regression, of the classes that the rows have. */
final class LogisticFit {
    /** Of the largest value of the gradient; scikit-learn's is 1e-4. */
    static final double EXACT = 1e-5;

    /** Enough to compare regularisations. */
    static final double ROUGH = 1e-4;

    private static final long PIECE = 1024;

    private final double[] point; // W [classes, D], row by row, and then the biases
    private final int[] numbers; // the class number of each of its classes, rising
    private final int dimensions;
    private final DType type;
    private final Lbfgs.Outcome outcome;

    private LogisticFit(double[] point, int[] numbers, int dimensions, DType type, Lbfgs.Outcome outcome) {
        this.point = point;
        this.numbers = numbers;
        this.dimensions = dimensions;
        this.type = type;
        this.outcome = outcome;
    }

    /** The class of a row. */
    interface Label {
        int of(int row);
    }

    /**
     * Fits.
     *
     * @param rows [N, D], float32 or float64
     * @param parts which rows count; of at least two classes
     * @param c inverse strength of the regularisation, above 0: scikit-learn's C
     * @param tolerance {@link #EXACT} or {@link #ROUGH}
     * @param start where to begin: a fit to the same rows, or null
     */
    static LogisticFit of(
            Tensor rows,
            Label label,
            List<SoftmaxLoss.Part> parts,
            double c,
            int iterations,
            double tolerance,
            @Nullable LogisticFit start) {
        int[] numbers = numbers(label, parts);
        int d = (int) rows.size(1);
        long[] targets = new long[(int) rows.size(0)];
        long count = 0;
        for (SoftmaxLoss.Part part : parts) {
            count += part.length();
            for (long i = part.start(); i < part.start() + part.length(); i++) {
                targets[(int) i] = Arrays.binarySearch(numbers, label.of((int) i));
            }
        }
        // Of two classes, weights w and -w say what one vector 2w says, whose square is twice theirs.
        double penalty = (numbers.length == 2 ? 2 : 1) / (c * count);
        double[] point = start != null ? start.point.clone() : new double[numbers.length * (d + 1)];
        try (Tensor wanted = Tensor.of(targets, targets.length)) {
            SoftmaxLoss loss = new SoftmaxLoss(rows, wanted, numbers.length, parts, penalty);
            Lbfgs.Outcome outcome = new Lbfgs(iterations, tolerance).minimize(loss, point);
            return new LogisticFit(point, numbers, d, rows.dtype(), outcome);
        }
    }

    private static int[] numbers(Label label, List<SoftmaxLoss.Part> parts) {
        return parts.stream()
                .flatMapToInt(part -> IntStream.range((int) part.start(), (int) (part.start() + part.length())))
                .map(label::of)
                .distinct()
                .sorted()
                .toArray();
    }

    /** The type that it computes in. */
    DType type() {
        return type;
    }

    /** How the fit ended. */
    Lbfgs.Outcome outcome() {
        return outcome;
    }

    /** The class number that a row's scores name. */
    int predicted(double[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return numbers[best];
    }

    /** Takes the scores of a row, one a class of the fit. */
    interface Scores {
        void take(int row, double[] scores);
    }

    /** Scores rows [n, D], which are scaled already. */
    void score(Tensor rows, Scores scores) {
        try (LinearWeights layer = LinearWeights.of(point, numbers.length, dimensions, type)) {
            Rows.each(rows, PIECE, (piece, start) -> {
                double[] all = Norm.linear(piece, layer.weight(), layer.bias()).toDoubles();
                for (int i = 0; i < piece.size(0); i++) {
                    int from = i * numbers.length;
                    scores.take((int) start + i, Arrays.copyOfRange(all, from, from + numbers.length));
                }
            });
        }
    }

    /** The share of a part's rows that are given their class. */
    double right(Tensor rows, Label label, SoftmaxLoss.Part part) {
        long[] right = new long[1];
        try (Tensor some = rows.narrow(0, part.start(), part.length())) {
            score(some, (row, scores) -> right[0] += predicted(scores) == label.of((int) part.start() + row) ? 1 : 0);
        }
        return (double) right[0] / part.length();
    }

    /** The scores of all classes by number; those that the fit doesn't know have none. */
    double[] spread(double[] scores, int classes) {
        double[] all = new double[classes];
        Arrays.fill(all, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < numbers.length; i++) {
            all[numbers[i]] = scores[i];
        }
        return all;
    }
}
