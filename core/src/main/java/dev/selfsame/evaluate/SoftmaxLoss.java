package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What multinomial logistic regression minimises: the mean cross-entropy of rows plus {@code penalty/2 · ‖W‖²}. The biases
 * are not penalised. A point is W [classes, D], row by row, and then the biases [classes]. Sums over rows are taken in
 * float64, the products of a piece in the type of the rows.
 *
 * @param rows [N, D], float32 or float64
 * @param targets the class of each row, 0 to {@code classes - 1}: int64 [N]
 * @param parts which rows count
 */
record SoftmaxLoss(Tensor rows, Tensor targets, int classes, List<Part> parts, double penalty)
        implements Lbfgs.Function {
    /** Rows that stand together. */
    record Part(long start, long length) {}

    @Override
    public double at(double[] point, double[] gradient) {
        int d = (int) rows.size(1);
        int weights = classes * d;
        Arrays.fill(gradient, 0);
        double[] loss = new double[1];
        long count = 0;
        try (LinearWeights layer = LinearWeights.of(point, classes, d, rows.dtype())) {
            for (Part part : parts) {
                count += part.length;
                Tensor some = rows.narrow(0, part.start, part.length);
                Rows.each(some, (piece, start) -> {
                    Tensor wanted = targets.narrow(0, part.start + start, piece.size(0));
                    loss[0] += add(piece, wanted, layer, gradient);
                });
                some.close();
            }
        }
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= count;
            if (i < weights) {
                gradient[i] += penalty * point[i];
                squares += point[i] * point[i];
            }
        }
        return loss[0] / count + penalty / 2 * squares;
    }

    /** Adds the gradient of a piece and gives its loss, both sums over its rows. */
    private static double add(Tensor piece, Tensor wanted, LinearWeights layer, double[] gradient) {
        Tensor logs = Softmax.logSoftmax(Norm.linear(piece, layer.weight(), layer.bias()), 1); // [n, classes]
        Tensor places = wanted.unsqueeze(1); // [n, 1]
        double loss = -Indexing.gather(logs, 1, places).to(DType.FLOAT64).sum().item();
        Tensor error = logs.exp();
        Indexing.scatterAddInPlace(
                error, 1, places, Tensor.full(error.dtype(), -1, wanted.size(0), 1)); // chance less truth
        double[] ofWeights = error.t().matmul(piece).toDoubles(); // [classes, D]
        double[] ofBiases = error.to(DType.FLOAT64).sum(0, false).toDoubles(); // [classes]
        for (int i = 0; i < ofWeights.length; i++) {
            gradient[i] += ofWeights[i];
        }
        for (int i = 0; i < ofBiases.length; i++) {
            gradient[ofWeights.length + i] += ofBiases[i];
        }
        return loss;
    }
}
