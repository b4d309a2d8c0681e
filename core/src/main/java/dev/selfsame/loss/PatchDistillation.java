package dev.selfsame.loss;

import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/**
 * What iBOT and iBOT++ share: each token's cross-entropy of the student against the centred teacher.
 *
 * @param center the centre of the teacher's outputs
 * @param teacherTemperature τₜ
 * @param studentTemperature τₛ
 */
record PatchDistillation(Center center, double teacherTemperature, double studentTemperature) {
    PatchDistillation {
        Checks.divisor("teacherTemperature", teacherTemperature);
        Checks.divisor("studentTemperature", studentTemperature);
    }

    /** Cross-entropies of tokens: [n, K] of both → [n]. */
    Tensor crossEntropies(Tensor teacher, Tensor student, double temperature) {
        Tensor targets = center.probabilities(teacher, temperature); // [n, K]
        Tensor predictions = Softmax.logSoftmax(student.div(studentTemperature), 1); // [n, K]
        return targets.mul(predictions).sum(1, false).neg();
    }

    /** {@code Σ weight · value}: a scalar, 0 of nothing. */
    static Tensor weighted(Tensor values, double[] weights) {
        Tensor factors = Tensor.of(weights, weights.length).to(values.dtype()).to(values.device());
        return values.mul(factors).sum();
    }

    String parameters() {
        return "[outputs=" + center.outputs() + ", teacherTemperature=" + teacherTemperature + ", studentTemperature="
                + studentTemperature + ", centerMomentum=" + center.momentum() + ", replicas=" + center.replicas()
                + "]";
    }
}
