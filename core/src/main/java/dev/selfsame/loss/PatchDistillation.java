package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/** What iBOT and iBOT++ share: each token's cross-entropy of the student against the teacher, and the teacher's centre. */
final class PatchDistillation {
    private final Center center;
    private final double teacherTemperature;
    private final double studentTemperature;
    private boolean updates = true;

    /**
     * A centre and two temperatures.
     *
     * @param zeros the buffer of the centre: [1, K]
     * @param teacherTemperature τₜ, where a call names no other
     * @param studentTemperature τₛ
     * @param centerMomentum how much of the centre stays, 0 to 1
     * @param replicas who shares the batch
     */
    PatchDistillation(
            Tensor zeros,
            double teacherTemperature,
            double studentTemperature,
            double centerMomentum,
            Replicas replicas) {
        this.center = new Center(zeros, centerMomentum, replicas);
        this.teacherTemperature = Checks.divisor("teacherTemperature", teacherTemperature);
        this.studentTemperature = Checks.divisor("studentTemperature", studentTemperature);
    }

    /** Whether the centre moves from now on. */
    void update(boolean on) {
        updates = on;
    }

    /** Cross-entropies of tokens, after which the centre moves: [n, K] of both → [n]. */
    Tensor crossEntropies(Tensor teacher, Tensor student, double temperature) {
        Tensor targets = center.probabilities(teacher, temperature); // [n, K]
        Tensor predictions = Softmax.logSoftmax(student.div(studentTemperature), 1); // [n, K]
        if (updates) {
            center.follow(teacher);
        }
        return targets.mul(predictions).sum(1, false).neg();
    }

    /** How many outputs K there are. */
    long outputs() {
        return center.outputs();
    }

    double teacherTemperature() {
        return teacherTemperature;
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
