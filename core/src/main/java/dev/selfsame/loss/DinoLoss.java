package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Init;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The self-distillation of DINO (Caron et al. 2021, arXiv:2104.14294, section 3.1, eq. 1 to 4). The teacher sees the
 * large views, the student all, in the same order; each view of the student has to give what the teacher gave for each
 * other view, which is centred and sharpened:
 *
 * <pre>{@code
 * loss = mean over teacher's views i, student's views j ≠ i and N rows of
 *        −Σₖ softmax((tᵢ − c)/τₜ)ₖ log softmax(sⱼ/τₛ)ₖ
 * c    ← m c + (1 − m) · mean of t over views and rows, after the loss
 * }</pre>
 *
 * <p>Gradients flow into the student only. The centre is the buffer {@code center} [1, 1, K], zeros at first; {@link
 * #update} holds it still.
 *
 * <p><b>Erratum.</b> Lightly does not detach the teacher's outputs: where they carry gradients, the teacher is trained to
 * follow the student, against the paper's stop-gradient. The values are the same.
 */
public final class DinoLoss extends Module {
    private final double warmupTemperature;
    private final double temperature;
    private final int warmupEpochs;
    private final double studentTemperature;
    private final Center center;
    private boolean updates = true;

    /** τₜ 0.04 without warm-up, τₛ 0.1, m 0.9. */
    public DinoLoss(int outputs) {
        this(outputs, 0.04, 0.04, 30, 0.1, 0.9, Replicas.ONE);
    }

    /**
     * A loss whose centre is zero.
     *
     * @param outputs K, the number of the heads' outputs
     * @param warmupTemperature τₜ in the first epoch
     * @param temperature τₜ from epoch {@code warmupEpochs} on
     * @param warmupEpochs over how many epochs τₜ goes from the one to the other in a straight line, at least 0
     * @param studentTemperature τₛ
     * @param centerMomentum m, 0 to 1
     * @param replicas who shares the batch; the centre follows the mean over all of it
     */
    public DinoLoss(
            int outputs,
            double warmupTemperature,
            double temperature,
            int warmupEpochs,
            double studentTemperature,
            double centerMomentum,
            Replicas replicas) {
        this.warmupTemperature = Checks.divisor("warmupTemperature", warmupTemperature);
        this.temperature = Checks.divisor("temperature", temperature);
        this.warmupEpochs = Checks.count("warmupEpochs", warmupEpochs, 0);
        this.studentTemperature = Checks.divisor("studentTemperature", studentTemperature);
        Checks.count("outputs", outputs, 1);
        this.center =
                new Center(buffer("center", DType.FLOAT32, Init.constant(0), 1, 1, outputs), centerMomentum, replicas);
    }

    /** Whether calls move the centre from now on, at first they do. */
    public DinoLoss update(boolean on) {
        updates = on;
        return this;
    }

    /** The teacher's temperature in an epoch, counted from 0. */
    public double temperature(int epoch) {
        Checks.count("epoch", epoch, 0);
        if (epoch >= warmupEpochs) {
            return temperature;
        }
        double way = warmupEpochs == 1 ? 0 : (double) epoch / (warmupEpochs - 1);
        return warmupTemperature + way * (temperature - warmupTemperature);
    }

    /** At the temperature that follows the warm-up. */
    public Loss apply(List<Tensor> teacher, List<Tensor> student) {
        return apply(teacher, student, temperature);
    }

    /**
     * The term {@code distillation}.
     *
     * @param teacher outputs for the large views: [N, K] each
     * @param student outputs for the same views, then for the small ones: [N, K] each
     * @param teacherTemperature τₜ of this call, such as {@link #temperature(int)}
     */
    public Loss apply(List<Tensor> teacher, List<Tensor> student, double teacherTemperature) {
        requireReady();
        Checks.divisor("teacherTemperature", teacherTemperature);
        List<Tensor> all = Inputs.joined(teacher, student);
        if (teacher.isEmpty() || student.isEmpty() || all.size() < 3) {
            throw new IllegalArgumentException("DinoLoss compares different views, but got " + teacher.size()
                    + " of the teacher and " + student.size() + " of the student");
        }
        Checks.requireViews("DinoLoss", "outputs", all);
        Checks.requireShape("DinoLoss", "outputs", all.get(0), -1, center.outputs());
        return Inputs.compute(all, full -> {
            int teachers = teacher.size();
            return formula(full.subList(0, teachers), full.subList(teachers, full.size()), teacherTemperature);
        });
    }

    private Loss formula(List<Tensor> teacher, List<Tensor> student, double teacherTemperature) {
        List<Tensor> predictions = student.stream()
                .map(view -> Softmax.logSoftmax(view.div(studentTemperature), 1)) // [N, K]
                .toList();
        List<Tensor> pairs = new ArrayList<>();
        for (int i = 0; i < teacher.size(); i++) {
            Tensor targets = center.probabilities(teacher.get(i), teacherTemperature); // [N, K]
            for (int j = 0; j < student.size(); j++) {
                if (j != i) {
                    pairs.add(
                            targets.mul(predictions.get(j)).sum(1, false).mean().neg());
                }
            }
        }
        if (updates) {
            center.follow(Tensor.cat(teacher, 0));
        }
        return Loss.of("distillation", Tensor.stack(pairs, 0).mean());
    }

    @Override
    public String toString() {
        return "DinoLoss[outputs=" + center.outputs() + ", warmupTemperature=" + warmupTemperature + ", temperature="
                + temperature + ", warmupEpochs=" + warmupEpochs + ", studentTemperature=" + studentTemperature
                + ", centerMomentum=" + center.momentum() + ", replicas=" + center.replicas() + "]";
    }
}
