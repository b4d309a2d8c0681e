package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What MSN and PMSN share: the assignments to prototypes, their prediction, and the mean assignment, all by logarithms.
 *
 * @param temperature τ of the assignments
 * @param iterations Sinkhorn's on the targets
 * @param replicas who shares the batch
 */
record SiameseClusters(double temperature, int iterations, Replicas replicas) {
    SiameseClusters {
        Checks.divisor("temperature", temperature);
        Checks.count("iterations", iterations, 0);
    }

    /** Checks the inputs and gives the formula the anchors' log probabilities [V · N, K] and the term of the prediction. */
    Loss compute(String loss, List<Tensor> inputs, double sharpening, Function<Prediction, Loss> formula) {
        Tensor anchors = inputs.get(0);
        Tensor targets = inputs.get(1);
        Tensor prototypes = inputs.get(2);
        Checks.divisor("sharpening", sharpening);
        Checks.requireViews(loss, "anchors", List.of(anchors));
        Checks.requireViews(loss, "targets", List.of(targets));
        Checks.requireShape(loss, "targets", targets, -1, anchors.size(1));
        Checks.requireShape(loss, "prototypes", prototypes, -1, anchors.size(1));
        if (anchors.size(0) % targets.size(0) != 0 || prototypes.size(0) == 0) {
            throw new IllegalArgumentException(
                    loss + " wants prototypes and a target for each row of each anchor view, got "
                            + anchors.size(0) + " anchors, " + targets.size(0) + " targets and " + prototypes.size(0)
                            + " prototypes");
        }
        return Inputs.compute(inputs, full -> {
            Tensor logs = Softmax.logSoftmax(logits(Norm.l2(full.get(0)), Norm.l2(full.get(2))), 1); // [V · N, K]
            Tensor goal = targets(full.get(1), full.get(2), sharpening); // [N, K]
            int views = (int) (logs.size(0) / goal.size(0));
            Tensor goals = views == 1 ? goal : Tensor.cat(Collections.nCopies(views, goal), 0); // [V · N, K]
            return formula.apply(
                    new Prediction(logs, goals.mul(logs).sum(1, false).mean().neg()));
        });
    }

    /** The anchors' log probabilities [V · N, K] and their mean cross-entropy against the targets. */
    record Prediction(Tensor logs, Tensor crossEntropy) {}

    /** Cosines of vectors of length 1 over τ: [n, D], [K, D] → [n, K]. */
    Tensor logits(Tensor queries, Tensor prototypes) {
        return queries.matmul(prototypes.t()).div(temperature);
    }

    /** Probabilities to the power of 1/T over their sum, by logarithms: a power of a softmax is one of divided logits. */
    static Tensor sharpened(Tensor logits, double sharpening) {
        return Softmax.logSoftmax(logits.div(sharpening), 1);
    }

    /** The targets' assignments, sharpened and balanced, a constant: [N, K]. */
    private Tensor targets(Tensor targets, Tensor prototypes, double sharpening) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor logs =
                    sharpened(logits(Norm.l2(targets.detach()), Norm.l2(prototypes.detach())), sharpening); // [N, K]
            return scope.keep(new Sinkhorn(iterations, replicas).ofLogProbabilities(logs));
        }
    }

    /** The logarithm of the anchors' mean probabilities over the whole batch: [V · N, K] → [K]. */
    Tensor logMean(Tensor logs) {
        double rows = (double) logs.size(0) * replicas.size();
        return LogSums.overBatch(logs, replicas).sub(Math.log(rows)).reshape(-1);
    }
}
